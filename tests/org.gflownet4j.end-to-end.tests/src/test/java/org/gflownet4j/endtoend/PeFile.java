package org.gflownet4j.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Reads shared libraries of Windows: PE32+. Offsets as in Microsoft's "PE Format". */
final class PeFile {

    private final ByteBuffer bytes;
    private final int header;
    private final int optional;

    private PeFile(final ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        header = bytes.getInt(0x3c);
        assertEquals(0x4550, bytes.getInt(header), "no PE file");
        optional = header + 24;
        assertEquals(0x20b, bytes.getShort(optional), "not 64 bits");
    }

    static NativeLibrary read(final ByteBuffer bytes) {
        final PeFile file = new PeFile(bytes);
        return new NativeLibrary("PE " + Integer.toHexString(bytes.getShort(file.header + 4) & 0xffff), file.needs(),
                file.exports());
    }

    private Set<String> exports() {
        final Set<String> exports = new HashSet<>();
        final int table = bytes.getInt(optional + 112);
        if (table != 0) {
            final int count = bytes.getInt(place(table) + 24);
            final int names = place(bytes.getInt(place(table) + 32));
            for (int i = 0; i < count; i++) {
                exports.add(NativeLibrary.text(bytes, place(bytes.getInt(names + 4 * i))));
            }
        }
        return exports;
    }

    /** Names in lower case, as case does not count there. */
    private Set<String> needs() {
        final Set<String> needs = new HashSet<>();
        final int table = bytes.getInt(optional + 120);
        if (table != 0) {
            for (int at = place(table); bytes.getInt(at + 12) != 0; at += 20) {
                needs.add(NativeLibrary.text(bytes, place(bytes.getInt(at + 12))).toLowerCase(Locale.ROOT));
            }
        }
        return needs;
    }

    /** Where in the file an address in memory is. */
    private int place(final int address) {
        final int sections = bytes.getShort(header + 6);
        for (int i = 0; i < sections; i++) {
            final int section = optional + bytes.getShort(header + 20) + 40 * i;
            final int start = bytes.getInt(section + 12);
            if (address >= start && address < start + Math.max(bytes.getInt(section + 8), bytes.getInt(section + 16))) {
                return address - start + bytes.getInt(section + 20);
            }
        }
        throw new AssertionError("address " + Integer.toHexString(address) + " lies in no section");
    }
}
