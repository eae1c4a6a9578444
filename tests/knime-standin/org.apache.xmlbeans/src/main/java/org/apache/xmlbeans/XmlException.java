package org.apache.xmlbeans;

/** Tells that an XML document is not what it should be. */
public class XmlException extends Exception {

    private static final long serialVersionUID = 1L;

    public XmlException(final String message) {
        super(message);
    }
}
