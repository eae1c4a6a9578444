package org.gflownet4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;
import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    /** Bindings whose library nobody has. */
    @Platform(library = "jnithereisnosuchlibrary")
    public static final class Missing {
        static {
            Loader.load();
        }

        private Missing() {
        }
    }

    @Test
    void bindingsThatDoNotLoadSayTheSameEachTime() {
        for (int i = 0; i < 3; i++) {
            assertEquals("Could not find jnithereisnosuchlibrary in class, module, and library paths",
                    assertThrows(UnsatisfiedLinkError.class, () -> NativeLibraries.load(Missing.class)).getMessage());
        }
    }

    /** Prints what computes and whether the interrupt is still there, in a Java that has not loaded anything yet. */
    static final class Interrupted {
        private Interrupted() {
        }

        public static void main(final String[] arguments) {
            Thread.currentThread().interrupt();
            final ComputeBackend backend = Backends.find(Backends.Choice.AUTO);
            final float[] product = new float[1];
            backend.multiply(1, 1, 1, new float[]{2}, 0, new float[]{3}, 0, product, 0, false);
            System.out.print(backend.description() + " " + product[0] + " " + Thread.interrupted());
        }
    }

    @Test
    void anInterruptDoesNotSpoilLoadingAndIsKept(@TempDir final Path home) throws IOException, InterruptedException {
        // an empty home: libraries are unpacked, which an interrupt would break off
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home, "-cp", System.getProperty("java.class.path"), Interrupted.class.getName())
                .redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("Computed on the CPU with OpenBLAS. 6.0 true", said);
        assertEquals(0, process.waitFor());
        assertTrue(Files.isDirectory(home.resolve(".javacpp/gflownet4j-javacpp-" + Loader.getVersion())),
                "libraries of another release in the same folder would be taken for these");
    }

    @Test
    void theReasonIsWhatTheSystemSaidWithoutPaths() {
        final UnsatisfiedLinkError first = new UnsatisfiedLinkError("no jnicudart in java.library.path: /lib:/usr/lib");
        assertEquals("no jnicudart", NativeLibraries.reason(first));
        first.initCause(new UnsatisfiedLinkError("/home/me/.javacpp/libjnicudart.so: libcuda.so.1: cannot open shared "
                + "object file: No such file or directory"));
        assertEquals("libcuda.so.1: cannot open shared object file: No such file or directory",
                NativeLibraries.reason(first));
        assertEquals("version `GLIBC_2.34' not found", NativeLibraries.reason(new UnsatisfiedLinkError(
                "/home/me/.javacpp/libjnijavacpp.so: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found "
                        + "(required by /home/me/.javacpp/libjnijavacpp.so)")));
        assertEquals("Can't find dependent libraries", NativeLibraries.reason(new UnsatisfiedLinkError(
                "C:\\Users\\A User\\.javacpp\\jnicudart.dll: Can't find dependent libraries")));
        assertEquals("NoClassDefFoundError", NativeLibraries.reason(new NoClassDefFoundError("")));
        assertEquals("NoClassDefFoundError", NativeLibraries.reason(new NoClassDefFoundError()));
    }
}
