package org.gflownet4j.endtoend;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** Reads shared libraries of Linux: ELF, 64 bits, little-endian. Numbers as in {@code elf.h}. */
final class ElfFile {

    private static final int SHT_DYNAMIC = 6;
    private static final int SHT_DYNSYM = 11;
    private static final int DT_NEEDED = 1;

    private ElfFile() {
    }

    static NativeLibrary read(final ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        final Set<String> needs = new HashSet<>();
        final Set<String> exports = new HashSet<>();
        final int sections = (int) bytes.getLong(0x28);
        final int sectionSize = bytes.getShort(0x3a);
        final int count = bytes.getShort(0x3c);
        for (int i = 0; i < count; i++) {
            final int header = sections + i * sectionSize;
            final int type = bytes.getInt(header + 4);
            if (type != SHT_DYNAMIC && type != SHT_DYNSYM) {
                continue;
            }
            final int from = (int) bytes.getLong(header + 0x18);
            final int to = from + (int) bytes.getLong(header + 0x20);
            final int texts = (int) bytes.getLong(sections + bytes.getInt(header + 0x28) * sectionSize + 0x18);
            if (type == SHT_DYNAMIC) {
                for (int at = from; at < to; at += 16) {
                    if (bytes.getLong(at) == DT_NEEDED) {
                        needs.add(NativeLibrary.text(bytes, texts + (int) bytes.getLong(at + 8)));
                    }
                }
            } else {
                for (int at = from; at < to; at += 24) {
                    final boolean local = (bytes.get(at + 4) >> 4) == 0;
                    final boolean undefined = bytes.getShort(at + 6) == 0;
                    if (!local && !undefined) {
                        exports.add(NativeLibrary.text(bytes, texts + bytes.getInt(at)));
                    }
                }
            }
        }
        return new NativeLibrary("ELF " + bytes.getShort(0x12), needs, exports);
    }
}
