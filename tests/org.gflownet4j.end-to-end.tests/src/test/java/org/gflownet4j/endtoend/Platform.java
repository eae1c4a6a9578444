package org.gflownet4j.endtoend;

import java.util.Map;
import java.util.Set;

/** A platform that the native libraries are for: its names, and what it has of its own. */
enum Platform {

    LINUX_X86_64("linux", "gtk", "x86_64", "linux-x86_64", "ELF 62"), LINUX_ARM64("linux", "gtk",
            "aarch64", "linux-arm64", "ELF 183"), WINDOWS_X86_64("win32", "win32", "x86_64",
                    "windows-x86_64", "PE 8664"), MACOS_X86_64("macosx", "cocoa",
                            "x86_64", "macosx-x86_64", "Mach-O 1000007"), MACOS_ARM64("macosx", "cocoa",
                                    "aarch64", "macosx-arm64", "Mach-O 100000c");

    /** Eclipse's word. */
    final String os;
    private final String ws;
    /** Eclipse's word. */
    final String arch;
    /** JavaCPP's name of the platform. */
    final String classifier;
    /** As {@link NativeLibrary#machine()} has it: the file format and its number for the processor. */
    final String machine;

    Platform(final String os, final String ws, final String arch, final String classifier, final String machine) {
        this.os = os;
        this.ws = ws;
        this.arch = arch;
        this.classifier = classifier;
        this.machine = machine;
    }

    /** Symbolic name of the fragment with its native libraries. */
    String fragment() {
        return "org.gflownet4j.nd4j." + os + "." + arch;
    }

    /** What p2 knows of an installation on it. */
    Map<String, Object> environment() {
        return Map.of("osgi.os", os, "osgi.ws", ws, "osgi.arch", arch, "org.eclipse.update.install.features", "true");
    }

    /** Whether a library is there without our doing, on any machine that shows KNIME's windows. */
    boolean has(final String library) {
        return switch (os) {
            // the run time of C and C++, which is linked to libgcc
            case "linux" -> Set.of("libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1",
                    "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1").contains(library);
            // api-ms-win: the Universal C Runtime, part of Windows 10
            case "win32" -> Set.of("kernel32.dll", "msvcrt.dll").contains(library) || library.startsWith("api-ms-win-");
            default -> Set.of("/usr/lib/libSystem.B.dylib", "/usr/lib/libc++.1.dylib").contains(library);
        };
    }
}
