import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes from native libraries what only a debugger reads: of an ELF file the sections that are not loaded, symbols above all.
 * binutils does the same, but is not on every machine that builds. A file of another kind, or that is laid out in a way not met
 * here, stays as it is.
 *
 * <p>Arguments: folders. Each library in them is written anew.
 */
final class Strip {

    private static final int MAGIC = 0x464C457F;
    private static final int WIDE = 2;
    private static final int LITTLE = 1;
    private static final long ALLOCATED = 2;

    private static final int FILE_HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;

    private Strip() {}

    public static void main(String[] folders) throws IOException {
        for (String folder : folders) {
            try (var files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(Strip::isLibrary).toList()) {
                    byte[] read = Files.readAllBytes(file);
                    byte[] stripped = stripped(read);
                    if (stripped.length < read.length) {
                        Files.write(file, stripped);
                    }
                }
            }
        }
    }

    private static boolean isLibrary(Path file) {
        return file.getFileName().toString().endsWith(".so");
    }

    private static byte[] stripped(byte[] read) {
        ByteBuffer elf = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
        boolean known = read.length > FILE_HEADER
                && elf.getInt(0) == MAGIC
                && elf.get(4) == WIDE
                && elf.get(5) == LITTLE
                && elf.getShort(54) == PROGRAM_HEADER
                && elf.getShort(58) == SECTION_HEADER;
        return known ? withoutWhatIsNotLoaded(elf) : read;
    }

    private static byte[] withoutWhatIsNotLoaded(ByteBuffer elf) {
        int headers = Math.toIntExact(elf.getLong(40));
        int count = elf.getShort(60);
        int names = elf.getShort(62);
        int loaded = endOfSegments(elf);

        // The first section is the empty one; the one with the names of sections is not loaded, but their headers need it.
        List<ByteBuffer> kept = new ArrayList<>();
        int[] moved = new int[count];
        for (int i = 0; i < count; i++) {
            ByteBuffer header = elf.slice(headers + i * SECTION_HEADER, SECTION_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            if (i == 0 || i == names || (header.getLong(8) & ALLOCATED) != 0) {
                moved[i] = kept.size();
                kept.add(header);
            }
        }

        ByteBuffer name = elf.slice(headers + names * SECTION_HEADER, SECTION_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int namesSize = Math.toIntExact(name.getLong(32));
        int table = (loaded + namesSize + 7) / 8 * 8;
        ByteBuffer out = ByteBuffer.allocate(table + kept.size() * SECTION_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, elf, 0, loaded);
        out.put(loaded, elf, Math.toIntExact(name.getLong(24)), namesSize);
        for (int i = 0; i < kept.size(); i++) {
            int at = table + i * SECTION_HEADER;
            out.put(at, kept.get(i), 0, SECTION_HEADER);
            out.putInt(at + 40, moved[out.getInt(at + 40)]);
            if (holdsSection(out.getInt(at + 4), out.getLong(at + 8))) {
                out.putInt(at + 44, moved[out.getInt(at + 44)]);
            }
        }
        out.putLong(table + moved[names] * SECTION_HEADER + 24, loaded);
        out.putLong(40, table);
        out.putShort(60, (short) kept.size());
        out.putShort(62, (short) moved[names]);
        return out.array();
    }

    /** Whether a section's `info` is the number of another section: in relocations, and where a flag says so. */
    private static boolean holdsSection(int type, long flags) {
        return type == 4 || type == 9 || (flags & 0x40) != 0;
    }

    private static int endOfSegments(ByteBuffer elf) {
        int programs = Math.toIntExact(elf.getLong(32));
        long end = programs;
        for (int i = 0; i < elf.getShort(56); i++) {
            int at = programs + i * PROGRAM_HEADER;
            end = Math.max(end, elf.getLong(at + 8) + elf.getLong(at + 32));
        }
        return Math.toIntExact(end);
    }
}
