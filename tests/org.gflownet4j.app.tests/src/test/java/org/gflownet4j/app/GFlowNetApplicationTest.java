package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.eclipse.equinox.app.IApplicationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GFlowNetApplicationTest {

    private static final String PROPERTY = "gflownet4j.arguments";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void takeTheStreams() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void giveThemBack() {
        System.setOut(out);
        System.setErr(err);
        System.clearProperty(PROPERTY);
    }

    private static Object start(final String... args) {
        return new GFlowNetApplication().start((IApplicationContext) Proxy.newProxyInstance(
                GFlowNetApplicationTest.class.getClassLoader(), new Class<?>[]{IApplicationContext.class},
                (proxy, method, arguments) -> method.getName().equals("getArguments")
                        ? Map.of(IApplicationContext.APPLICATION_ARGS, args) : null));
    }

    @Test
    void theExitCodeOfTheCommandIsThatOfTheProcess() {
        assertEquals(0, start("nodes", "Sampler"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).startsWith("GFlowNet Sampler (Sampler)"));
        assertEquals(2, start("nodes", "Dreamer"));
    }

    @Test
    void theLaunchersArgumentsComeFirst() {
        System.setProperty(PROPERTY, "nodes\u001fGFlowNet Sampler\u001f");
        assertEquals(0, start("dance"));
        // no arguments at all: a command is missing
        System.setProperty(PROPERTY, "");
        assertEquals(2, start("nodes"));
        // an empty argument is one: the node "" does not exist
        System.setProperty(PROPERTY, "nodes\u001f\u001f");
        assertEquals(2, start("nodes"));
    }
}
