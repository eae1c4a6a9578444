package org.knime.core.data.container;

/** How a container treats the rows it is given. */
public final class DataContainerSettings {

    public static final int MAX_POSSIBLE_VALUES = 60;

    private final boolean initializeDomain;

    private final boolean checkDuplicates;

    private final boolean updateDomain;

    private DataContainerSettings(final boolean initializeDomain, final boolean checkDuplicates,
            final boolean updateDomain) {
        this.initializeDomain = initializeDomain;
        this.checkDuplicates = checkDuplicates;
        this.updateDomain = updateDomain;
    }

    public static DataContainerSettings getDefault() {
        return new DataContainerSettings(true, true, true);
    }

    public static Builder builder() {
        return new Changed(getDefault());
    }

    public boolean isInitializeDomain() {
        return initializeDomain;
    }

    public boolean isCheckDuplicateRowKeys() {
        return checkDuplicates;
    }

    public boolean isEnableDomainUpdate() {
        return updateDomain;
    }

    public int getMaxDomainValues() {
        return MAX_POSSIBLE_VALUES;
    }

    /** Changes the default settings. */
    public sealed interface Builder {

        Builder withInitializedDomain(boolean initialize);

        Builder withCheckDuplicateRowKeys(boolean check);

        Builder withDomainUpdate(boolean update);

        DataContainerSettings build();
    }

    private record Changed(DataContainerSettings settings) implements Builder {

        @Override
        public Builder withInitializedDomain(final boolean initialize) {
            return new Changed(
                    new DataContainerSettings(initialize, settings.checkDuplicates, settings.updateDomain));
        }

        @Override
        public Builder withCheckDuplicateRowKeys(final boolean check) {
            return new Changed(new DataContainerSettings(settings.initializeDomain, check, settings.updateDomain));
        }

        @Override
        public Builder withDomainUpdate(final boolean update) {
            return new Changed(new DataContainerSettings(settings.initializeDomain, settings.checkDuplicates, update));
        }

        @Override
        public DataContainerSettings build() {
            return settings;
        }
    }
}
