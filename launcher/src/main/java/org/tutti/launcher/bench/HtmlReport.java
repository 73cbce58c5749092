package org.tutti.launcher.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A page that needs nothing beside itself: charts by uPlot of what {@link JsonReport} has. */
public final class HtmlReport {
    private static final String UPLOT = "META-INF/resources/webjars/uplot/";
    private static final String UPLOT_PROPERTIES = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private HtmlReport() {}

    /** {@return the page} */
    public static String of(Outcome outcome) {
        try {
            String folder = UPLOT + uplotVersion() + "/dist/";
            return read("org/tutti/launcher/bench/page.html")
                    .replace("@UPLOT_STYLE@", read(folder + "uPlot.min.css"))
                    .replace("@UPLOT_SCRIPT@", read(folder + "uPlot.iife.min.js"))
                    .replace("@DATA@", JsonReport.of(outcome).replace("</", "<\\/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String uplotVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open(UPLOT_PROPERTIES)) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static String read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = HtmlReport.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IOException("this installation of Tutti lacks " + name);
        }
        return in;
    }
}
