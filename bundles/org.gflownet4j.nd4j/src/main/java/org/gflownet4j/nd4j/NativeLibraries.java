package org.gflownet4j.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.bytedeco.javacpp.Loader;

/** Loads native libraries by JavaCPP, from a folder that no other extension writes to. */
public final class NativeLibraries {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    /** The release of ND4J whose versions of OpenBLAS, CUDA and JavaCPP these are. */
    private static final String CACHE_FOLDER = "gflownet4j-nd4j-1.0.0-M2.1";

    /**
     * Why the libraries of some bindings do not load, or an empty text. Found out once: a class that failed to initialize does
     * not say why the second time.
     */
    private static final ClassValue<String> OBSTACLE = new ClassValue<>() {
        @Override
        protected String computeValue(final Class<?> bindings) {
            try {
                loadNow(bindings);
                return "";
            } catch (final LinkageError e) {
                return reason(e);
            }
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
        final Thread thread = Thread.currentThread();
        final ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(bindings.getClassLoader());
        try {
            useOwnCacheFolder();
            Loader.load(bindings);
        } finally {
            thread.setContextClassLoader(before);
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
        final String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        final String shortened = message.replaceFirst("^(/|[A-Za-z]:).*[/\\\\]\\S+: ", "")
                .replaceFirst(" in java\\.library\\.path.*$|\\.$", "");
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
