package org.gflownet4j.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/** Loads native libraries by JavaCPP, from a folder that no other extension writes to. */
public final class NativeLibraries {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    /** Another for each release of JavaCPP, and so of OpenBLAS and CUDA's bindings: a library is unpacked only once. */
    private static final String CACHE_FOLDER = "gflownet4j-javacpp-1.5.12";

    /**
     * Why the libraries of some bindings do not load, or an empty text. Found out once: a class that failed to initialize does
     * not say why the second time. It never loads then either, so nothing that passes may be what it fails of.
     */
    private static final ClassValue<String> OBSTACLE = new ClassValue<>() {
        @Override
        protected String computeValue(final Class<?> bindings) {
            return uninterrupted(bindings.getClassLoader(), () -> {
                try {
                    loadNow(bindings);
                    return "";
                } catch (final LinkageError e) {
                    return reason(e);
                }
            });
        }
    };

    private NativeLibraries() {
    }

    /**
     * Loads what a class of bindings needs.
     *
     * @param bindings for example {@code org.bytedeco.openblas.global.openblas_nolapack}
     * @throws UnsatisfiedLinkError if this platform has no such libraries, or they do not load; the message says why, the same
     *             each time
     */
    public static void load(final Class<?> bindings) {
        final String obstacle = OBSTACLE.get(bindings);
        if (!obstacle.isEmpty()) {
            throw new UnsatisfiedLinkError(obstacle);
        }
    }

    private static synchronized void loadNow(final Class<?> bindings) {
        useOwnCacheFolder();
        // the memory of the operands: here, not where it is first taken. First, since where the C library is too old the
        // system says so of a library on its own, and of one that another is linked to only that it is missing
        Loader.load(FloatPointer.class);
        Loader.load(bindings);
    }

    /**
     * Does work that an interrupt would spoil, such as unpacking libraries, on a thread that nobody else knows. KNIME interrupts
     * the calling thread when its user cancels; the interrupt then waits until the work is done.
     *
     * @param loader the thread's context class loader
     * @param work to do
     * @return what it gives
     */
    private static <T> T uninterrupted(final ClassLoader loader, final Supplier<T> work) {
        final CompletableFuture<T> result = CompletableFuture.supplyAsync(work, task -> {
            final Thread thread = new Thread(task, "GFlowNet4J loads native libraries");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            thread.start();
        });
        try {
            // goes on waiting when interrupted, and keeps the interrupt for the caller
            return result.join();
        } catch (final CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        }
    }

    /**
     * What the system said, without the path of the library that it was said of and without those that were searched in vain.
     *
     * @param problem of the Loader
     * @return never empty
     */
    static String reason(final Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        final String message = Objects.requireNonNullElse(root.getMessage(), "").lines().findFirst().orElse("");
        final String shortened = message.replaceFirst("^(/|[A-Za-z]:).*[/\\\\]\\S+: ", "")
                .replaceFirst(" in java\\.library\\.path.*$| \\(required by .*\\)$|\\.$", "");
        return shortened.isEmpty() ? root.getClass().getSimpleName() : shortened;
    }

    /**
     * In OSGi, JavaCPP unpacks natives to one folder for all versions, where another user of the same installation may
     * overwrite them. The Loader reads the property once, so it is put back at once.
     */
    private static void useOwnCacheFolder() {
        final String before = System.getProperty(CACHE_PROPERTY);
        System.setProperty(CACHE_PROPERTY,
                Path.of(System.getProperty("user.home"), ".javacpp", CACHE_FOLDER).toString());
        try {
            Loader.getCacheDir();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (before == null) {
                System.clearProperty(CACHE_PROPERTY);
            } else {
                System.setProperty(CACHE_PROPERTY, before);
            }
        }
    }
}
