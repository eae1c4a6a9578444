package org.gflownet4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;
import org.junit.jupiter.api.Test;

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

    @Test
    void theReasonIsWhatTheSystemSaidWithoutPaths() {
        final UnsatisfiedLinkError first = new UnsatisfiedLinkError("no jnicudart in java.library.path: /lib:/usr/lib");
        assertEquals("no jnicudart", NativeLibraries.reason(first));
        first.initCause(new UnsatisfiedLinkError("/home/me/.javacpp/libjnicudart.so: libcuda.so.1: cannot open shared "
                + "object file: No such file or directory"));
        assertEquals("libcuda.so.1: cannot open shared object file: No such file or directory",
                NativeLibraries.reason(first));
        assertEquals("Can't find dependent libraries", NativeLibraries.reason(new UnsatisfiedLinkError(
                "C:\\Users\\A User\\.javacpp\\jnicudart.dll: Can't find dependent libraries")));
        assertEquals("NoClassDefFoundError", NativeLibraries.reason(new NoClassDefFoundError("")));
    }
}
