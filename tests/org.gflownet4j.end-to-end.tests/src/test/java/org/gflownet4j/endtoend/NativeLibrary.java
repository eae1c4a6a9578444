package org.gflownet4j.endtoend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * A shared library, as far as the system's loader sees it.
 *
 * @param machine file format and its number for the processor, for example {@code ELF 62}
 * @param needs names of the libraries it is linked to
 * @param exports names of the functions it offers
 */
record NativeLibrary(String machine, Set<String> needs, Set<String> exports) {

    /** Reads a file of any of the three formats. */
    static NativeLibrary of(final byte[] file) {
        final ByteBuffer bytes = ByteBuffer.wrap(file);
        return switch (bytes.getInt(0)) {
            case 0x7f454c46 -> ElfFile.read(bytes);
            case 0xcffaedfe -> MachOFile.read(bytes);
            case 0xcafebabe -> of(MachOFile.part(bytes));
            default -> PeFile.read(bytes);
        };
    }

    /** Whether a file name is that of a shared library. */
    static boolean isNamed(final String file) {
        return file.toLowerCase(Locale.ROOT).matches(".*\\.(dll|dylib|so)([.\\d]*)");
    }

    /** The text that ends with a zero byte. */
    static String text(final ByteBuffer bytes, final int at) {
        int end = at;
        while (bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), at, end - at, StandardCharsets.ISO_8859_1);
    }
}
