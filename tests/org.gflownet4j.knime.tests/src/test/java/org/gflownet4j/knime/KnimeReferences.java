package org.gflownet4j.knime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Every type, method and field of KNIME that compiled classes refer to, read from their byte code. */
final class KnimeReferences {

    private static final String KNIME = "org/knime/";

    /** Type → its members that are referred to, each as {@code name descriptor}. */
    private final SortedMap<String, SortedSet<String>> types = new TreeMap<>();
    /** Type → our classes that refer to it. */
    private final SortedMap<String, SortedSet<String>> users = new TreeMap<>();

    private final Set<String> classes = new TreeSet<>();

    private String current;

    private KnimeReferences() {
    }

    static KnimeReferences of(final Path... folders) throws IOException {
        final KnimeReferences references = new KnimeReferences();
        for (final Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".class")).sorted().forEach(references::read);
            }
        }
        return references;
    }

    private void read(final Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            final ClassReader reader = new ClassReader(in);
            current = reader.getClassName().replace('/', '.');
            classes.add(reader.getClassName());
            reader.accept(new Members(), ClassReader.SKIP_FRAMES);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void type(final String name) {
        if (name.startsWith(KNIME)) {
            types.computeIfAbsent(name, none -> new TreeSet<>());
            users.computeIfAbsent(name, none -> new TreeSet<>()).add(current);
        }
    }

    private void member(final String owner, final String name, final String descriptor) {
        type(owner);
        if (owner.startsWith(KNIME)) {
            types.get(owner).add(name + " " + descriptor);
        }
    }

    SortedMap<String, SortedSet<String>> types() {
        return types;
    }

    /** The classes that were read. */
    Set<String> classes() {
        return classes;
    }

    SortedSet<String> users(final String type) {
        return users.get(type);
    }

    /** The remapper is told of each type, wherever it stands: signatures, annotations, code. */
    private final class Types extends Remapper {
        Types() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(final String internalName) {
            type(internalName);
            return internalName;
        }
    }

    private final class Members extends ClassRemapper {
        Members() {
            super(Opcodes.ASM9, new ClassWriter(0), new Types()); // without a writer, annotations and code are left out
        }

        @Override
        public void visitInnerClass(final String name, final String outer, final String inner, final int access) {
            // a class lists the classes inside it, used or not
        }

        @Override
        public void visitNestMember(final String name) {
            // the same
        }

        @Override
        public void visitPermittedSubclass(final String name) {
            // and those that may extend it
        }

        @Override
        public MethodVisitor visitMethod(final int access, final String name, final String descriptor,
                final String signature, final String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9,
                    super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(final int opcode, final String owner, final String method,
                        final String type, final boolean isInterface) {
                    member(owner, method, type);
                    super.visitMethodInsn(opcode, owner, method, type, isInterface);
                }

                @Override
                public void visitFieldInsn(final int opcode, final String owner, final String field,
                        final String type) {
                    member(owner, field, type);
                    super.visitFieldInsn(opcode, owner, field, type);
                }

                @Override
                public void visitInvokeDynamicInsn(final String method, final String type, final Handle bootstrap,
                        final Object... arguments) {
                    for (final Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            member(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                    super.visitInvokeDynamicInsn(method, type, bootstrap, arguments);
                }
            };
        }
    }
}
