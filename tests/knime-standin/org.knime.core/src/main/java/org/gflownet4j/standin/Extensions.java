package org.gflownet4j.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.InvalidRegistryObjectException;
import org.eclipse.core.runtime.RegistryFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What plug-ins contribute to an extension point: from the extension registry when in OSGi, else from every plugin.xml
 * on the class path, so that plain tests see the same registrations.
 */
public final class Extensions {

    private Extensions() {}

    /** One contributed element. */
    public interface Element {

        /** The element's name. */
        String name();

        /** The attribute's value, or null if it is not there. */
        String attribute(String name);

        /** Makes an object of the class that the attribute names, by its constructor without arguments. */
        Object create(String attribute);

        /** Loads a class as the contributing plug-in sees it. */
        Class<?> load(String className);
    }

    /**
     * The elements contributed to a point, those at the top.
     *
     * @param point the point's identifier with its plug-in
     */
    public static List<Element> of(final String point) {
        final IExtensionRegistry registry = RegistryFactory.getRegistry();
        if (registry == null) {
            return fromClassPath(point);
        }
        return Stream.of(registry.getConfigurationElementsFor(point)).<Element>map(Contributed::new).toList();
    }

    private static List<Element> fromClassPath(final String point) {
        final List<Element> found = new ArrayList<>();
        try {
            for (final URL file : Collections.list(loader().getResources("plugin.xml"))) {
                final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                try (InputStream in = file.openStream()) {
                    collect(factory.newDocumentBuilder().parse(in), point, found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("A plugin.xml cannot be read", e);
        }
        return found;
    }

    private static void collect(final Document document, final String point, final List<Element> found) {
        final NodeList extensions = document.getElementsByTagName("extension");
        for (int i = 0; i < extensions.getLength(); i++) {
            final org.w3c.dom.Element extension = (org.w3c.dom.Element) extensions.item(i);
            if (point.equals(extension.getAttribute("point"))) {
                final NodeList children = extension.getChildNodes();
                for (int j = 0; j < children.getLength(); j++) {
                    if (children.item(j) instanceof org.w3c.dom.Element element) {
                        found.add(new Written(element));
                    }
                }
            }
        }
    }

    private static ClassLoader loader() {
        final ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Extensions.class.getClassLoader() : context;
    }

    private record Contributed(IConfigurationElement element) implements Element {

        @Override
        public String name() {
            return element.getName();
        }

        @Override
        public String attribute(final String name) {
            return element.getAttribute(name);
        }

        @Override
        public Object create(final String attribute) {
            try {
                return element.createExecutableExtension(attribute);
            } catch (CoreException e) {
                throw new IllegalStateException(element.getAttribute(attribute) + " cannot be created", e);
            }
        }

        /** Loads the class from the bundle that contributes the element, found by its name as OSGi allows. */
        @Override
        public Class<?> load(final String className) {
            try {
                return Bundles.load(element.getContributor().getName(), className);
            } catch (ClassNotFoundException | InvalidRegistryObjectException e) {
                throw new IllegalStateException(className + " cannot be loaded", e);
            }
        }
    }

    private record Written(org.w3c.dom.Element element) implements Element {

        @Override
        public String name() {
            return element.getTagName();
        }

        @Override
        public String attribute(final String name) {
            return element.hasAttribute(name) ? element.getAttribute(name) : null;
        }

        @Override
        public Object create(final String attribute) {
            try {
                return load(attribute(attribute)).getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(attribute(attribute) + " cannot be created", e);
            }
        }

        @Override
        public Class<?> load(final String className) {
            try {
                return Class.forName(className, true, loader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(className + " cannot be loaded", e);
            }
        }
    }
}
