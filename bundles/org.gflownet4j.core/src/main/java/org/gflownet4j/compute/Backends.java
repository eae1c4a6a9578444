package org.gflownet4j.compute;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Function;

/** Finds the compute backend: the one that was asked for where it is installed and works, and one that works elsewhere. */
public final class Backends {

    /** What a user may ask for. */
    public enum Choice {
        /** The fastest one on the CPU that works here. Never the GPU, which pays for wide networks and large batches only. */
        AUTO,
        /** Plain Java, on any machine. */
        JAVA,
        /** OpenBLAS; plain Java, with a sentence saying so, where its natives do not load. */
        ND4J,
        /** CUDA's cuBLAS on an NVIDIA GPU; the CPU as with {@link #AUTO}, with a sentence saying why, where there is none. */
        GPU
    }

    /** The optional bundles; the manifest imports their packages dynamically, so they need not be there. */
    private static final String NATIVE_BACKEND = "org.gflownet4j.nd4j.OpenBlasBackend";
    private static final String GPU_BACKEND = "org.gflownet4j.cuda.CudaBackend";

    private Backends() {
    }

    /**
     * The backend for a choice. Never fails: when the one that was asked for can not be used, another one is, whose
     * {@link ComputeBackend#description()} says why. The GPU's libraries are looked at only if it is asked for.
     *
     * @param choice what the user asked for
     * @return a backend that works, for the caller to close
     */
    public static ComputeBackend find(final Choice choice) {
        return switch (choice) {
            case JAVA -> new JavaBackend();
            case AUTO, ND4J -> load(NATIVE_BACKEND, JavaBackend::new, "The faster native library is not installed.",
                    "The faster native library did not load on this machine (%s).");
            case GPU -> load(GPU_BACKEND, reason -> new StandIn(find(Choice.AUTO), reason),
                    "The GPU was not used: the feature \"GFlowNet4J GPU\" is not installed.",
                    "The GPU was not used: its libraries did not load on this machine (%s).");
        };
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
        if (backend.standsIn()) {
            return description;
        }
        return description.replaceFirst("\\.$", choice == Choice.AUTO ? ", the fastest that works on this machine."
                : ", as chosen.");
    }

    /**
     * Creates the named backend, or the one that stands in for it.
     *
     * @param className a class with a public constructor without arguments
     * @param otherwise makes the stand-in from the reason, a sentence
     * @param notInstalled the reason when there is no such class
     * @param notLoaded the reason when it does not load, with {@code %s} for what it said
     * @return a backend that works
     */
    static ComputeBackend load(final String className, final Function<String, ComputeBackend> otherwise,
            final String notInstalled, final String notLoaded) {
        try {
            return (ComputeBackend) Class.forName(className).getConstructor().newInstance();
        } catch (final ClassNotFoundException e) {
            return otherwise.apply(notInstalled);
        } catch (final InvocationTargetException e) {
            return otherwise.apply(reason(e.getCause(), notLoaded));
        } catch (final ReflectiveOperationException | LinkageError e) {
            return otherwise.apply(reason(e, notLoaded));
        }
    }

    private static String reason(final Throwable cause, final String notLoaded) {
        if (cause instanceof DeviceException) {
            return cause.getMessage();
        }
        final String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return notLoaded.formatted(message.lines().findFirst().orElse(""));
    }
}
