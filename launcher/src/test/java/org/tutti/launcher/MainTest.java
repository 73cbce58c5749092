package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run X.java | tutti: -n is missing: how many ranks? For instance: tutti run -n 4 X.java [TUTTI-201]",
                "run -n 0 X.java | tutti: -n must be a whole number from 1 to 1024: -n 0 [TUTTI-201]",
                "run -np 1025 X.java | tutti: -n must be a whole number from 1 to 1024: -n 1025 [TUTTI-201]",
                "run -n two X.java | tutti: -n must be a whole number from 1 to 1024: -n two [TUTTI-201]",
                "run -n 2 | tutti: Missing required parameter: 'PROGRAM' (see: tutti run --help) [TUTTI-201]",
                "run -n 2 --bogus X.java | tutti: Unknown option: '--bogus' (see: tutti run --help) [TUTTI-201]",
                "run -n 2 --timeout 0 X.java | tutti: --timeout must be a positive number of seconds: --timeout 0 [TUTTI-201]",
                "run -n 2 --timeout soon X.java | tutti: --timeout must be a positive number of seconds: --timeout soon [TUTTI-201]",
                "run -n 2 -wdir /no/such X.java | tutti: there is no such folder: -wdir /no/such [TUTTI-201]",
                "run -n 2 -x TUTTI_NOT_SET X.java | tutti: the variable is not set, and has no value here: -x TUTTI_NOT_SET [TUTTI-201]",
                "run -n 2 -x TUTTI_RANK=1 X.java | tutti: not a variable that can be given to ranks: -x TUTTI_RANK=1 [TUTTI-201]",
                "run -n 2 -x =1 X.java | tutti: not a variable that can be given to ranks: -x =1 [TUTTI-201]",
                "run -n 2 --set x X.java | tutti: must be NAME=VALUE: --set x [TUTTI-201]",
                "run -n 2 --set wait.mode=x X.java | tutti: --set: must be auto, dedicated or oversubscribed: wait.mode=x [TUTTI-203]",
                "run -n 2 --jvm-args '-Da X.java | tutti: --jvm-args: a quote is not closed: '-Da [TUTTI-201]",
                "run -n 2 --jvm-args -jar X.java | tutti: --jvm-args cannot say what to run; PROGRAM and -cp do: -jar [TUTTI-201]",
                "run -n 2 NoSuch.java | tutti: there is no such file: NoSuch.java [TUTTI-205]",
                "run -n 2 no-such.jar | tutti: there is no such file: no-such.jar [TUTTI-205]",
                "run -n 2 -cp /no/such Main | tutti: there is no class Main on the class path /no/such [TUTTI-205]",
                "mpirun -np 2 | tutti: Missing required parameter: 'PROGRAM [ARG...]' (see: tutti mpirun --help) [TUTTI-201]",
                "mpirun -np 2 --bogus X.java | tutti: Unknown option: '--bogus' (see: tutti mpirun --help) [TUTTI-201]",
                "mpirun -np 1000 X.java : -np 1000 X.java | tutti: -np must be a whole number from 1 to 1024: -np 2000 [TUTTI-201]",
                "mpirun -np 2 -H 192.0.2.1 X.java | tutti: ranks run on this host alone, and 192.0.2.1 is another one: --host 192.0.2.1 [TUTTI-201]",
                "mpirun -np 2 -wdir /no/such X.java | tutti: there is no such folder: -wdir /no/such [TUTTI-201]",
                "mpirun -np 2 -x TUTTI_RANK=1 X.java | tutti: not a variable that can be given to ranks: -x TUTTI_RANK=1 [TUTTI-201]",
                "mpirun -np 2 --timeout 0 true | tutti: --timeout must be a positive number of seconds: --timeout 0 [TUTTI-201]",
                "mpirun -np 2 --set x true | tutti: must be NAME=VALUE: --set x [TUTTI-201]",
                "mpirun -np 2 NoSuch.java | tutti: there is no such file: NoSuch.java [TUTTI-205]",
                "mpirun -np 2 java -jar no-such.jar | tutti: there is no such file: no-such.jar [TUTTI-205]",
                "mpirun -np 2 java -cp /no/such Main | tutti: there is no class Main on the class path /no/such [TUTTI-205]",
                "mpirun -np 2 /no/such/java Main | tutti: there is no such java: /no/such/java [TUTTI-205]",
                "mpjrun -np 2 -cp /no/such Main | tutti: there is no class Main on the class path /no/such [TUTTI-205]",
                "mpjrun -np 2 -dev niodev -jar no-such.jar | tutti: there is no such file: no-such.jar [TUTTI-205]",
                "mpjrun -np two X.java | tutti: -np must be a whole number from 1 to 1024: -np two [TUTTI-201]",
                "mpjrun -np 2 -wdir /no/such X.java | tutti: there is no such folder: -wdir /no/such [TUTTI-201]",
                "bogus | tutti: there is no command bogus (see: tutti --help) [TUTTI-201]",
                "--bogus | tutti: Unknown option: '--bogus' (see: tutti --help) [TUTTI-201]"
            },
            quoteCharacter = '`')
    void shouldReportAWrongCommandLineInOneLine(String line, String message) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(message);
    }

    @Test
    void shouldNameTheParametersThatThereAre() {
        assertThat(execute("run", "-n", "2", "--set", "x.y=1", "X.java")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("no such parameter: name=x.y", "wait.mode");
    }

    @Test
    void shouldSayWhatAProgramIs() {
        assertThat(execute("run", "-n", "2", "Hello")).isEqualTo(2);
        assertThat(err.toString()).contains("X.java", "X.jar", "-cp PATH", "Hello");
    }

    @Test
    void shouldMissAMainClassInAJar() throws IOException {
        Path jar = folder.resolve("lib.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        assertThat(execute("run", "-n", "2", jar.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("the manifest of " + jar + " names no Main-Class");
    }

    @Test
    void shouldFailForASourceFileThatDoesNotCompile() throws IOException {
        Path source = Files.writeString(folder.resolve("Bad.java"), "void main() { undefined(); }");
        assertThat(execute("run", "-n", "2", source.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("error: cannot find symbol", "tutti: " + source + " does not compile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "mpirun --help",
                "mpjrun --help",
                "classpath --help",
                "--version",
                "run --version"
            })
    void shouldHelpEverywhere(String line) {
        assertThat(execute(line.split(" "))).isZero();
        assertThat(out.toString()).contains("tutti");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldShowItsUsageWhenNoCommandIsGiven() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: tutti", "run", "classpath");
    }

    @Test
    void shouldPrintTheClassPathOfACompiler() {
        assertThat(execute("classpath")).isZero();
        assertThat(out.toString().strip()).isEqualTo(Installation.core().toString());
    }

    @Test
    void shouldPrintTheClassPathOfACompilerOfTheDropIn() {
        assertThat(execute("classpath", "mpi")).isZero();
        assertThat(out.toString().strip())
                .isEqualTo(Installation.mpi() + java.io.File.pathSeparator + Installation.core());
        assertThat(execute("classpath", "mpj")).isEqualTo(2);
        assertThat(err.toString()).contains("tutti classpath mpj");
    }

    /** What the first word names is all that is read, which must be the same then. */
    @Test
    void shouldReadTheCommandAloneThatTheFirstWordNames() {
        Map<String, CommandLine> all = Main.commandLine().getSubcommands();
        assertThat(all)
                .containsKeys("run", "mpirun", "mpjrun", "bench", "tune", "dump", "info", "clean", "classpath", "aot");
        all.forEach((name, command) -> {
            assertThat(command.getCommandName()).isEqualTo(name);
            CommandLine alone = Main.commandLine(name, "x").getSubcommands().get(name);
            assertThat(alone.getUsageMessage()).isEqualTo(command.getUsageMessage());
            assertThat(alone.isStopAtPositional()).isEqualTo(command.isStopAtPositional());
            assertThat(Main.commandLine(name).getSubcommands()).containsOnlyKeys(name);
        });
        assertThat(Main.commandLine("--help").getSubcommands()).hasSameSizeAs(all);
    }

    private int execute(String... args) {
        return Main.commandLine(args)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
