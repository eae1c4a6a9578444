package org.gflownet4j.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.tukaani.xz.XZInputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A built update site, as p2 reads it.
 *
 * @param folder where it lies
 * @param units what can be installed from it
 */
record UpdateSite(Path folder, List<Unit> units) {

    /** The site that was just built. */
    static UpdateSite built() {
        final Path folder = Gflownet.ROOT.resolve("update-site/target/repository");
        try {
            return new UpdateSite(folder, units(contentJar(folder)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The metadata in {@code content.jar}. */
    static Document contentJar(final Path folder) throws IOException {
        try (JarFile jar = new JarFile(folder.resolve("content.jar").toFile());
                InputStream in = jar.getInputStream(jar.getEntry("content.xml"))) {
            return parse(in);
        }
    }

    /** The metadata in {@code content.xml.xz}, which p2 prefers. */
    static Document contentXz(final Path folder) throws IOException {
        try (InputStream in = new XZInputStream(Files.newInputStream(folder.resolve("content.xml.xz")))) {
            return parse(in);
        }
    }

    private static Document parse(final InputStream in) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (final SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
    }

    /** The units of a document. */
    static List<Unit> units(final Document content) {
        final List<Unit> units = new ArrayList<>();
        final NodeList nodes = content.getElementsByTagName("unit");
        for (int i = 0; i < nodes.getLength(); i++) {
            units.add(Unit.of((Element) nodes.item(i)));
        }
        return units;
    }

    /** Children of an element with a name. */
    static List<Element> children(final Element parent, final String name) {
        final List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The unit with an id. */
    Unit unit(final String id) {
        return units.stream().filter(unit -> unit.id().equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("no unit " + id));
    }

    /** The jar of a bundle. */
    Path plugin(final String bundle) {
        return plugins().stream().filter(jar -> jar.getFileName().toString().startsWith(bundle + "_")).findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + bundle));
    }

    /** The jars of all bundles. */
    List<Path> plugins() {
        return jars("plugins");
    }

    private List<Path> jars(final String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of this site p2 installs with a unit on a platform. */
    Set<Unit> installed(final String id, final Platform platform) {
        final Set<Unit> installed = new LinkedHashSet<>();
        final Deque<Unit> open = new ArrayDeque<>(List.of(unit(id)));
        while (!open.isEmpty()) {
            final Unit unit = open.poll();
            if (installed.add(unit)) {
                for (final Unit.Requirement requirement : unit.requirements()) {
                    if (requirement.appliesTo(platform)) {
                        units.stream().filter(other -> other.provides().contains(requirement.capability()))
                                .forEach(open::add);
                    }
                }
            }
        }
        return installed;
    }

    /** Bytes that are downloaded for units. */
    long download(final Set<Unit> installed) throws IOException {
        long bytes = 0;
        for (final Unit unit : installed) {
            final boolean feature = unit.id().endsWith(".feature.jar");
            final String jar = (feature ? unit.id().replaceFirst("\\.feature\\.jar$", "") : unit.id()) + "_"
                    + unit.version() + ".jar";
            final Path file = folder.resolve(feature ? "features" : "plugins").resolve(jar);
            if (unit.hasArtifact()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
