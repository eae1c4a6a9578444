package org.gflownet4j.knime.node;

import org.gflownet4j.knime.node.BetaChoices.BetaChoice;
import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.operation.SamplerOperation;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>GFlowNet Sampler</em>. */
@LoadDefaultsForAbsentFields
public final class SamplerParameters extends OperationParameters {

    @Section(title = "Objects")
    interface Objects {
    }

    @Section(title = "Diverse set")
    @After(Objects.class)
    interface Diverse {
    }

    @Section(title = "Repeatability")
    @After(Diverse.class)
    interface Repeatability {
    }

    static final class IsDiverse implements BooleanReference {
    }

    static final class MostObjects extends Bound.AtMost {
        MostObjects() {
            super(SamplerOperation.MAX_COUNT, false);
        }
    }

    @Layout(Objects.class)
    @Widget(title = "Number of objects", description = "How many objects to draw. One that is drawn several times "
            + "is one row, which says how often.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostObjects.class)
    int count = 1000;

    @Layout(Objects.class)
    @Widget(title = "Only different objects", description = "Draws until there are as many different objects as asked "
            + "for, or no new ones come up any more. Known objects do not count.")
    boolean unique = false;

    @Layout(Objects.class)
    @Widget(title = "Column of known objects", description = "The column of the table of known objects, if one is "
            + "connected. Empty: the first text column.")
    @ChoicesProvider(TableChoices.Texts.class)
    @Effect(predicate = TableChoices.IsConnected.class, type = EffectType.SHOW)
    String knownColumn = "";

    @Layout(Diverse.class)
    @Widget(title = "Select a diverse set",
            description = "Keeps only the best objects that differ from each other: from "
                    + "the best down, an object is taken if it is far enough from all taken before.")
    @ValueReference(IsDiverse.class)
    boolean selectDiverse = false;

    @Layout(Diverse.class)
    @Widget(title = "Size of the diverse set", description = "How many objects are kept at most.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostObjects.class)
    @Effect(predicate = IsDiverse.class, type = EffectType.SHOW)
    int diverseCount = 50;

    @Layout(Diverse.class)
    @Widget(title = "Least distance", description = "Two objects of the diverse set differ at least by this much. For "
            + "sequences, the number of letters to change, insert or delete; for a library, the number of blocks to change.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class)
    @Effect(predicate = IsDiverse.class, type = EffectType.SHOW)
    double minDistance = 2;

    @Layout(Repeatability.class)
    @Widget(title = "Use static random seed", description = "With a fixed seed, the same model gives the same "
            + "objects.")
    @ValueReference(Seed.IsStatic.class)
    boolean useStaticSeed = true;

    @Layout(Repeatability.class)
    @Widget(title = "Random seed", description = "Any whole number.")
    @NumberInputWidget(minValidation = Seed.Least.class, maxValidation = Seed.Greatest.class)
    @Effect(predicate = Seed.IsStatic.class, type = EffectType.SHOW)
    long seed = 42;

    @Layout(Repeatability.class)
    @Advanced
    @Widget(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.")
    Device backend = Device.AUTO;

    @Layout(Objects.class)
    @Widget(title = "From explore to exploit",
            description = "Only of effect on a temperature-conditional model: whether many "
                    + "different objects are wanted, or the best ones. Each is an inverse temperature (β) that the model was trained at.")
    @ValueReference(BetaChoices.Reference.class)
    @Effect(predicate = BetaChoices.IsConditional.class, type = EffectType.SHOW)
    BetaChoice betaChoice = BetaChoice.BALANCED;

    @Layout(Objects.class)
    @Widget(title = "Inverse temperature (β)", description = "A number above 0: objects are drawn in proportion to "
            + "the reward to the power of β. With several, separated by commas, the objects of each follow one "
            + "another in one table.")
    @Effect(predicate = BetaChoices.IsOwn.class, type = EffectType.SHOW)
    String betas = "1, 2, 3";
}
