package org.knime.core.data.image.png;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

import javax.imageio.ImageIO;

import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** A PNG image; what cannot be read as one is refused. */
public class PNGImageContent implements ImageContent {

    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private final byte[] bytes;

    private final BufferedImage image;

    public PNGImageContent(final byte[] imageBytes) {
        bytes = Objects.requireNonNull(imageBytes, "Argument must not be null.");
        try {
            image = ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalArgumentException("Image can't be read", e);
        }
        if (image == null) {
            throw new IllegalArgumentException("ImageIO returned null while reading image bytes");
        }
    }

    public PNGImageContent(final InputStream in) throws IOException {
        this(in.readAllBytes());
    }

    public byte[] getByteArray() {
        return bytes.clone();
    }

    @Override
    public void save(final OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public String getSummary() {
        final String size = bytes.length < 1000 ? bytes.length + " B" : bytes.length / 1024 + " KB";
        return "PNG Image " + image.getWidth() + " x " + image.getHeight() + " with " + size;
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof PNGImageContent other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
