package org.gflownet4j.app;

/** How the process ends. */
final class ExitCode {

    /** All was done. */
    static final int OK = 0;
    /** Something went wrong. */
    static final int FAILED = 1;
    /** The command line can not be understood. */
    static final int USAGE = 2;
    /** The user cancelled it. */
    static final int CANCELLED = 130;

    private ExitCode() {
    }
}
