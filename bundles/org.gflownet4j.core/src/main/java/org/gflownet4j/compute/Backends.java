package org.gflownet4j.compute;

import java.lang.reflect.InvocationTargetException;

/** Finds the compute backend: the native one when it is installed and loads, plain Java otherwise. */
public final class Backends {

    /** What a user may ask for. */
    public enum Choice {
        /** The fastest one that works here. */
        AUTO,
        /** Plain Java, on any machine. */
        JAVA,
        /** ND4J's OpenBLAS; plain Java, with a sentence saying so, where its natives do not load. */
        ND4J
    }

    /** The optional bundle; the manifest imports its package dynamically, so it need not be there. */
    private static final String NATIVE_BACKEND = "org.gflownet4j.nd4j.OpenBlasBackend";

    private Backends() {
    }

    /**
     * The backend for a choice. Never fails: when the native one can not be used, plain Java is, and its
     * {@link ComputeBackend#description()} says why.
     *
     * @param choice what the user asked for
     * @return a backend that works
     */
    public static ComputeBackend find(final Choice choice) {
        return choice == Choice.JAVA ? new JavaBackend() : load(NATIVE_BACKEND);
    }

    /**
     * What computes, and why.
     *
     * @param choice what the user asked for
     * @param backend what {@link #find(Choice)} gave
     * @return one or two sentences for a user
     */
    public static String explanation(final Choice choice, final ComputeBackend backend) {
        final String description = backend.description();
        if (choice != Choice.JAVA && backend instanceof JavaBackend) {
            return description;
        }
        return description.replaceFirst("\\.$", choice == Choice.AUTO ? ", the fastest that works on this machine."
                : ", as chosen.");
    }

    /**
     * Creates the named backend, or plain Java with the reason in its description.
     *
     * @param className a class with a public constructor without arguments
     * @return a backend that works
     */
    static ComputeBackend load(final String className) {
        try {
            return (ComputeBackend) Class.forName(className).getConstructor().newInstance();
        } catch (final ClassNotFoundException e) {
            return new JavaBackend("The faster native library is not installed.");
        } catch (final InvocationTargetException e) {
            return new JavaBackend(notLoaded(e.getCause()));
        } catch (final ReflectiveOperationException | LinkageError e) {
            return new JavaBackend(notLoaded(e));
        }
    }

    private static String notLoaded(final Throwable cause) {
        final String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return "The faster native library did not load on this machine (" + message.lines().findFirst().orElse("")
                + ").";
    }
}
