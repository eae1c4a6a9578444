package org.gflownet4j.endtoend;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Reads shared libraries of macOS: Mach-O, 64 bits. Numbers as in {@code mach-o/loader.h}. */
final class MachOFile {

    private static final int CPU_ARCH_ABI64 = 0x01000000;
    private static final int LC_SYMTAB = 0x2;
    private static final int LC_LOAD_DYLIB = 0xc;
    private static final int LC_LOAD_WEAK_DYLIB = 0x80000018;
    private static final int LC_REEXPORT_DYLIB = 0x8000001f;
    private static final int N_EXT = 0x1;
    private static final int N_TYPE = 0xe;
    private static final int N_UNDF = 0x0;

    private MachOFile() {
    }

    static NativeLibrary read(final ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        final Set<String> needs = new HashSet<>();
        final Set<String> exports = new HashSet<>();
        final int commands = bytes.getInt(0x10);
        int at = 0x20;
        for (int i = 0; i < commands; i++) {
            switch (bytes.getInt(at)) {
                case LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB ->
                    needs.add(NativeLibrary.text(bytes, at + bytes.getInt(at + 8)));
                case LC_SYMTAB -> symbols(bytes, at, exports);
                default -> {
                    // not asked for
                }
            }
            at += bytes.getInt(at + 4);
        }
        return new NativeLibrary("Mach-O " + Integer.toHexString(bytes.getInt(4)), needs, exports);
    }

    /** Of a file for several processors, the part for one of 64 bits. */
    static byte[] part(final ByteBuffer bytes) {
        final int parts = bytes.getInt(4);
        for (int at = 8; at < 8 + 20 * parts; at += 20) {
            if ((bytes.getInt(at) & CPU_ARCH_ABI64) != 0) {
                final int from = bytes.getInt(at + 8);
                return Arrays.copyOfRange(bytes.array(), from, from + bytes.getInt(at + 12));
            }
        }
        throw new AssertionError("no part for 64 bits");
    }

    private static void symbols(final ByteBuffer bytes, final int command, final Set<String> exports) {
        final int from = bytes.getInt(command + 8);
        final int count = bytes.getInt(command + 12);
        final int texts = bytes.getInt(command + 16);
        for (int at = from; at < from + count * 16; at += 16) {
            final int type = bytes.get(at + 4);
            if ((type & N_EXT) != 0 && (type & N_TYPE) != N_UNDF) {
                // C's names begin with an underscore here
                exports.add(NativeLibrary.text(bytes, texts + bytes.getInt(at)).replaceFirst("^_", ""));
            }
        }
    }
}
