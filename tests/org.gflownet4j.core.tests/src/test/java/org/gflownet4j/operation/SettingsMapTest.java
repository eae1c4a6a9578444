package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

import org.gflownet4j.nn.Activation;
import org.junit.jupiter.api.Test;

class SettingsMapTest {

    private static final LearnerOperation.Settings DEFAULTS = new LearnerOperation().defaults();

    @Test
    void everySettingOfEveryOperationIsExplained() {
        for (final Operation<?> operation : Operations.all()) {
            assertFalse(operation.description().isBlank());
            for (final RecordComponent component : operation.defaults().getClass().getRecordComponents()) {
                final Setting setting = component.getAnnotation(Setting.class);
                assertNotNull(setting, operation.name() + ": " + component.getName());
                assertTrue(setting.description().endsWith("."), operation.name() + ": " + component.getName());
                assertFalse(setting.title().isBlank());
            }
        }
    }

    @Test
    void everyOperationIsFoundByItsId() {
        for (final Operation<?> operation : Operations.all()) {
            assertEquals(operation, Operations.find(Operations.id(operation)).orElseThrow());
        }
        assertTrue(Operations.find("Nothing").isEmpty());
    }

    @Test
    void settingsReadBackAsTheyWere() {
        for (final Operation<?> operation : Operations.all()) {
            assertEquals(operation.defaults(), SettingsMap.fromMap(operation.defaults(),
                    SettingsMap.toMap(operation.defaults())));
        }
    }

    @Test
    void whatSavedSettingsLackMeansWhatItMeantThen() {
        assertEquals(Activation.SILU, SettingsMap.fromMap(DEFAULTS, Map.of("updates", 7)).activation());
        assertEquals(Activation.RELU, SettingsMap.fromSaved(DEFAULTS, Map.of("updates", 7)).activation());
        assertEquals(Activation.TANH, SettingsMap.fromSaved(DEFAULTS, Map.of("activation", "TANH")).activation());
    }

    @Test
    void valuesOfAnyKindAreConverted() {
        final LearnerOperation.Settings settings = SettingsMap.fromMap(DEFAULTS, Map.of("updates", 7L, "seed",
                "-9007199254740993", "learningRate", 1, "limitTime", "true", "objective", "DETAILED_BALANCE"));
        assertEquals(7, settings.updates());
        assertEquals(-9007199254740993L, settings.seed());
        assertEquals(1.0, settings.learningRate());
        assertTrue(settings.limitTime());
        assertEquals(TrainingObjective.DETAILED_BALANCE, settings.objective());
        assertEquals(DEFAULTS.batchSize(), settings.batchSize());
    }

    @Test
    void unknownKeysAndValuesThatDoNotFitAreRefusedByName() {
        final OperationException unknown = assertThrows(OperationException.class,
                () -> SettingsMap.fromMap(DEFAULTS, Map.of("epochs", 5)));
        assertTrue(unknown.getMessage().contains("epochs") && unknown.resolution().contains("updates"));
        for (final Map<String, ?> wrong : List.of(Map.of("updates", 1.5), Map.of("updates", "many"),
                Map.of("limitTime", "yes"), Map.of("objective", "BEST"), Map.of("updates", 1e12))) {
            final OperationException e = assertThrows(OperationException.class,
                    () -> SettingsMap.fromMap(DEFAULTS, wrong));
            assertTrue(e.getMessage().contains(wrong.keySet().iterator().next()), e.getMessage());
        }
    }
}
