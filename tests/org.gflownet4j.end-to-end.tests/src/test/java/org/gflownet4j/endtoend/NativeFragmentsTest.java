package org.gflownet4j.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The native fragments of the update site, each read on the machine that builds: will its platform's loader be content? */
class NativeFragmentsTest {

    private static final UpdateSite SITE = UpdateSite.built();

    /** Path in the fragment → library. */
    private static Map<String, NativeLibrary> libraries(final String bundle) throws IOException {
        final Map<String, NativeLibrary> libraries = new HashMap<>();
        try (JarFile jar = new JarFile(SITE.plugin(bundle).toFile())) {
            for (final var entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                if (NativeLibrary.isNamed(entry.getName())) {
                    libraries.put(entry.getName(),
                            NativeLibrary.of(jar.getInputStream(entry).readAllBytes()));
                } else {
                    assertTrue(entry.getName().startsWith("META-INF/"), "not needed: " + entry.getName());
                }
            }
        }
        return libraries;
    }

    private static Properties javacpp(final Platform platform) {
        return Loader.loadProperties(platform.classifier, null);
    }

    private static String fileName(final Platform platform, final String library) {
        final Properties properties = javacpp(platform);
        return properties.getProperty("platform.library.prefix") + library
                + properties.getProperty("platform.library.suffix").split(":")[0];
    }

    private static NativeLibrary openblasBindings(final Platform platform) throws IOException {
        return libraries(platform.fragment())
                .get("org/bytedeco/openblas/" + platform.classifier + "/" + fileName(platform, "jniopenblas_nolapack"));
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryIsForTheProcessorAndTheSystem(final Platform platform) throws IOException {
        final Map<String, NativeLibrary> libraries = libraries(platform.fragment());
        assertTrue(libraries.size() >= 3, libraries.keySet().toString());
        libraries.forEach((path, library) -> {
            assertEquals(platform.machine, library.machine(), path);
            assertTrue(path.contains("/" + platform.classifier + "/"), path);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theBindingsHaveTheNamesThatTheLoaderLooksFor(final Platform platform) throws IOException {
        final ClassProperties properties = Loader.loadProperties(openblas_nolapack.class, javacpp(platform), true);
        assertEquals("jniopenblas_nolapack", properties.getProperty("platform.library"));
        final Set<String> paths = libraries(platform.fragment()).keySet();
        for (final String path : List.of(
                "org/bytedeco/javacpp/" + platform.classifier + "/" + fileName(platform, "jnijavacpp"),
                "org/bytedeco/openblas/" + platform.classifier + "/" + fileName(platform, "jniopenblas_nolapack"))) {
            assertTrue(paths.contains(path), path + " in " + paths);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBindingsHaveEveryNativeMethodOfTheJavaClassesThatShip(final Platform platform)
            throws IOException, ClassNotFoundException {
        final NativeLibrary javacpp = libraries(platform.fragment())
                .get("org/bytedeco/javacpp/" + platform.classifier + "/" + fileName(platform, "jnijavacpp"));
        assertEquals(Set.of(), missing(Pointer.class.getName(), javacpp));
        assertEquals(Set.of(), missing(FloatPointer.class.getName(), javacpp));
        assertEquals(Set.of(), missing("org.bytedeco.openblas.global.openblas_nolapack", openblasBindings(platform)));
    }

    /** Native methods of a class for which a library has no function. */
    private static Set<String> missing(final String className, final NativeLibrary library)
            throws ClassNotFoundException {
        final Set<String> missing = new TreeSet<>();
        int natives = 0;
        for (final Method method : Class.forName(className, false, NativeFragmentsTest.class.getClassLoader())
                .getDeclaredMethods()) {
            if (Modifier.isNative(method.getModifiers())) {
                natives++;
                final String name = "Java_" + mangled(className.replace('.', '/')) + "_" + mangled(method.getName());
                final StringBuilder signature = new StringBuilder("__");
                for (final Class<?> parameter : method.getParameterTypes()) {
                    signature.append(mangled(parameter.descriptorString()));
                }
                if (!library.exports().contains(name) && !library.exports().contains(name + signature)) {
                    missing.add(name + signature);
                }
            }
        }
        assertTrue(natives > 0, className);
        return missing;
    }

    /** As the JNI specification, "Resolving Native Method Names", has it. */
    private static String mangled(final String name) {
        return name.replace("_", "_1").replace(";", "_2").replace("[", "_3").replace('/', '_').replace("$", "_00024");
    }

    @ParameterizedTest
    @EnumSource
    void openblasIsThereAndMultipliesMatrices(final Platform platform) throws IOException {
        final Map<String, NativeLibrary> libraries = libraries(platform.fragment());
        final Set<String> products = new HashSet<>();
        libraries.forEach((path, library) -> {
            if (path.matches(".*/(lib)?openblas\\..*")) {
                products.add(path);
                // one thread per call is set by the second
                assertTrue(library.exports().containsAll(Set.of("cblas_sgemm", "openblas_set_num_threads")), path);
            }
        });
        assertEquals(1, products.size(), libraries.keySet().toString());
    }

    @ParameterizedTest
    @EnumSource
    void whatALibraryIsLinkedToIsInTheFragmentOrPartOfTheSystem(final Platform platform) throws IOException {
        final Map<String, NativeLibrary> libraries = libraries(platform.fragment());
        final Set<String> there = new HashSet<>();
        for (final String path : libraries.keySet()) {
            final String name = path.substring(path.lastIndexOf('/') + 1);
            there.add(platform == Platform.WINDOWS_X86_64 ? name.toLowerCase(Locale.ROOT) : name);
        }
        there.addAll(secondNames(platform, there));
        libraries.forEach((path, library) -> {
            for (final String needed : library.needs()) {
                // all lie in one folder, where the Mac's libraries look by @rpath = @loader_path
                assertTrue(platform.has(needed) || there.contains(needed.replaceFirst("^@rpath/", "")),
                        path + " is linked to " + needed);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryIsABindingOrOneThatAnotherIsLinkedTo(final Platform platform) throws IOException {
        final Map<String, NativeLibrary> libraries = libraries(platform.fragment());
        final Set<String> needed = new HashSet<>();
        libraries.values()
                .forEach(library -> library.needs().forEach(name -> needed.add(name.replaceFirst("^@rpath/", ""))));
        for (final String path : libraries.keySet()) {
            // OpenBLAS is linked to by its second name
            final String name = path.substring(path.lastIndexOf('/') + 1).replace("libopenblas.",
                    "libopenblas_nolapack.");
            assertTrue(name.matches("(lib)?jni.*") || needed.contains(name), path);
        }
    }

    /** The Loader unpacks some libraries under a second name: {@code openblas@.0#openblas_nolapack@.0}. */
    private static Set<String> secondNames(final Platform platform, final Set<String> there) {
        final Set<String> names = new HashSet<>();
        for (final String preload : Loader.loadProperties(openblas_nolapack.class, javacpp(platform), true)
                .get("platform.preload")) {
            final String[] both = preload.split("#");
            if (both.length == 2 && there.contains(versioned(platform, both[0]))) {
                names.add(versioned(platform, both[1]));
            }
        }
        assertEquals(1, names.size(), names.toString());
        return names;
    }

    private static String versioned(final Platform platform, final String library) {
        final String[] parts = library.split("@");
        final String name = fileName(platform, parts[0]);
        if (parts.length == 1) {
            return name;
        }
        return platform.os.equals("macosx") ? name.replaceFirst("\\.dylib$", parts[1] + ".dylib") : name + parts[1];
    }

    @ParameterizedTest
    @EnumSource(names = {"LINUX_X86_64", "WINDOWS_X86_64"})
    void withPcudaTheGpuBindingsAreForTheProcessorAndTheSystemToo(final Platform platform) throws IOException {
        try (JarFile jar = new JarFile(SITE.plugin("org.gflownet4j.cuda").toFile())) {
            for (final var entry : jar.stream().filter(e -> NativeLibrary.isNamed(e.getName())
                    && e.getName().contains("/" + platform.classifier + "/")).toList()) {
                final NativeLibrary library = NativeLibrary.of(jar.getInputStream(entry).readAllBytes());
                assertEquals(platform.machine, library.machine(), entry.getName());
                if (entry.getName().contains("jnicublas")) {
                    assertTrue(library.exports().stream().anyMatch(name -> name.contains("cublasSgemm_1v2__")));
                }
            }
        }
    }
}
