package mpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each class, method and constant of Open MPI's Java API is here, with the same types, and what programs call of MPJ Express. */
class ApiTest {
    private static final Pattern METHOD = Pattern.compile("(static )?([\\w.\\[\\]]+) (\\w+)\\((.*)\\)");
    private static final Map<String, Class<?>> KNOWN = Map.ofEntries(
            Map.entry("void", void.class),
            Map.entry("int", int.class),
            Map.entry("long", long.class),
            Map.entry("short", short.class),
            Map.entry("char", char.class),
            Map.entry("byte", byte.class),
            Map.entry("float", float.class),
            Map.entry("double", double.class),
            Map.entry("boolean", boolean.class));

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ApiTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void shouldHaveAllMethods() throws Exception {
        assertThat(methods("openmpi-api.txt")).isGreaterThan(500);
    }

    /** What programs call of MPJ Express, which is mpiJava's API. */
    @Test
    void shouldHaveAllMethodsOfTheOtherDialect() throws Exception {
        assertThat(methods("mpj-api.txt")).isGreaterThan(100);
    }

    /** Fields of objects, and constants; what MPJ Express has as variables nobody sets. */
    @Test
    void shouldHaveAllFieldsOfTheOtherDialect() throws Exception {
        for (String line : lines("mpj-fields.txt")) {
            String[] words = line.split(" ", -1);
            Field field = type(words[0]).getField(words[2]);
            assertThat(type(words[1])).as(line).isAssignableFrom(field.getType());
        }
    }

    /** {@return how many methods a list has, all of which are there} */
    private static int methods(String list) throws Exception {
        List<String> missing = new ArrayList<>();
        int seen = 0;
        Class<?> type = Object.class;
        for (String line : lines(list)) {
            if (line.startsWith("class ")) {
                String[] words = line.split(" ", -1);
                type = type(words[1]);
                assertThat(Modifier.isPublic(type.getModifiers())).as(line).isTrue();
                if (words.length == 4) {
                    assertThat(type(words[3])).as(line).isAssignableFrom(type);
                }
            } else {
                seen++;
                if (!has(type, line.strip())) {
                    missing.add(type.getSimpleName() + ": " + line.strip());
                }
            }
        }
        assertThat(missing).isEmpty();
        return seen;
    }

    private static boolean has(Class<?> type, String signature) throws Exception {
        if (signature.startsWith("new(")) {
            Class<?>[] parameters = types(signature.substring(4, signature.length() - 1));
            return Arrays.stream(type.getDeclaredConstructors())
                    .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), parameters))
                    .anyMatch(ApiTest::isForPrograms);
        }
        Matcher parts = METHOD.matcher(signature);
        assertThat(parts.matches()).as(signature).isTrue();
        Class<?>[] parameters = types(parts.group(4));
        Class<?> returned = type(parts.group(2));
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(parts.group(3)))
                .filter(method -> Arrays.equals(method.getParameterTypes(), parameters))
                .filter(method -> method.getReturnType() == returned)
                .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers()))
                .anyMatch(method -> Modifier.isStatic(method.getModifiers()) == (parts.group(1) != null));
    }

    private static boolean isForPrograms(Executable executable) {
        return Modifier.isPublic(executable.getModifiers()) || Modifier.isProtected(executable.getModifiers());
    }

    @Test
    void shouldHaveAllConstants() throws Exception {
        for (String line : lines("openmpi-constants.txt")) {
            String[] words = line.split(" ", -1);
            Field field = MPI.class.getField(words[1]);
            assertThat(field.getType()).as(line).isEqualTo(type(words[0]));
            assertThat(field.getModifiers() & (Modifier.STATIC | Modifier.FINAL))
                    .as(line)
                    .isEqualTo(Modifier.STATIC | Modifier.FINAL);
            if (words.length == 4) {
                assertThat(field.getInt(null)).as(line).isEqualTo(Integer.parseInt(words[3]));
            } else {
                assertThat(field.get(null)).as(line).isNotNull();
            }
        }
        assertThat(Comm.TYPE_SHARED).isZero();
        assertThat(new int[] {Win.WIN_NULL, Win.FLAVOR_PRIVATE, Win.FLAVOR_SHARED})
                .containsExactly(0, 0, 1);
    }

    /** What a program finds by reflection it can call: also operations that are written in interfaces. */
    @Test
    void shouldBeCallableByReflection() throws Exception {
        Method bcast = Comm.class.getMethod("bcast", Object.class, int.class, Datatype.class, int.class);
        assertThat(Modifier.isPublic(bcast.getDeclaringClass().getModifiers())).isTrue();
        Constructor<Message> constructor = Message.class.getConstructor();
        assertThat(constructor.newInstance().isNull()).isTrue();
    }

    private static Class<?>[] types(String names) throws ClassNotFoundException {
        if (names.isEmpty()) {
            return new Class<?>[0];
        }
        List<Class<?>> types = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            types.add(type(name));
        }
        return types.toArray(Class<?>[]::new);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        if (name.endsWith("[]")) {
            return type(name.substring(0, name.length() - 2)).arrayType();
        }
        Class<?> known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        if (name.equals("Data")) {
            return Struct.Data.class;
        }
        for (String place : List.of("mpi.", "java.lang.", "java.nio.")) {
            try {
                return Class.forName(place + name.replace('.', '$'), false, ApiTest.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                // it is elsewhere
            }
        }
        assertThat(Buffer.class.getSimpleName()).as("a class of this name").isEqualTo(name);
        return Buffer.class;
    }
}
