package org.tutti.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Tutti;
import org.tutti.spi.NativeAccess;

/** The rules of the house, which nothing else enforces on the class path. */
class ArchitectureTest {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tutti..");

    /** Words that all layers share. */
    private static final Set<String> SHARED =
            Set.of("org.tutti.TuttiException", "org.tutti.ErrorCode", "org.tutti.ErrorClass");

    private static final String STRING_CONCAT = "java/lang/invoke/StringConcatFactory";

    @Test
    void shouldSeeAllModules() {
        for (String name : List.of(
                "org.tutti.Communicator",
                "org.tutti.memory.MappedWords",
                "org.tutti.posix.PosixAccess",
                "org.tutti.launcher.Main",
                "org.tutti.testkit.Oracle")) {
            assertThat(ALL.contain(name)).as(name).isTrue();
        }
    }

    /** Each package of core may use these others; a call goes down and never up. */
    @ParameterizedTest
    @CsvSource({
        "org.tutti, org.tutti.coll org.tutti.p2p org.tutti.runtime org.tutti.segment org.tutti.memory",
        "org.tutti.p2p, org.tutti.segment org.tutti.memory org.tutti.spi",
        "org.tutti.coll, org.tutti.coll.self org.tutti.coll.sm org.tutti.coll.basic org.tutti.segment org.tutti.memory",
        "org.tutti.coll.basic, org.tutti.coll org.tutti.segment org.tutti.memory",
        "org.tutti.coll.self, org.tutti.coll org.tutti.segment org.tutti.memory",
        "org.tutti.coll.sm, org.tutti.coll org.tutti.segment org.tutti.memory org.tutti.pattern",
        "org.tutti.runtime, org.tutti.segment org.tutti.memory org.tutti.spi",
        "org.tutti.segment, org.tutti.memory org.tutti.spi",
        "org.tutti.memory, org.tutti.spi",
        "org.tutti.spi, ''",
        "org.tutti.pattern, ''"
    })
    void shouldGoDownOneLayerAtATime(String from, String lower) {
        Set<String> allowed = Set.of((from + " " + lower).strip().split(" "));
        classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(describe("lie in a layer below", used -> {
                    JavaClass type = used.getBaseComponentType();
                    return !type.getPackageName().startsWith("org.tutti")
                            || allowed.contains(type.getPackageName())
                            || SHARED.contains(type.getName());
                }))
                .check(ALL);
    }

    @Test
    void shouldHavePatternsThatAreMathematicsAlone() {
        classes()
                .that()
                .resideInAPackage("org.tutti.pattern")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang", "org.tutti.pattern")
                .check(ALL);
    }

    @Test
    void shouldKeepOthersOutOfTheLayersBelowTheApi() {
        noClasses()
                .that()
                .resideInAPackage("org.tutti.posix..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.tutti.coll..", "org.tutti.segment..", "org.tutti.memory..", "org.tutti.runtime..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage("org.tutti.launcher..", "org.tutti.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tutti.coll.basic..", "org.tutti.coll.self..", "org.tutti.coll.sm..")
                .check(ALL);
    }

    /** The package mpi is a program like any other: it has what the API gives it. */
    @Test
    void shouldBuildTheDropInOnTheApiAlone() {
        JavaClasses dropIn = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("mpi");
        assertThat(dropIn.contain("mpi.MPI")).isTrue();
        classes()
                .should()
                .onlyDependOnClassesThat(describe("lie in mpi, org.tutti or the JDK's base", used -> {
                    String name = used.getBaseComponentType().getPackageName();
                    return name.equals("mpi") || name.equals("org.tutti") || name.isEmpty() || name.startsWith("java.");
                }))
                .check(dropIn);
    }

    /** The API takes segments and checks them; below it they are objects until they are copied. */
    @Test
    void shouldHoldAccessModesAndMappingsInMemoryAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tutti.memory")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.invoke.VarHandle")
                .orShould()
                .callMethodWhere(describe(
                        "map a file",
                        call -> call.getTarget().getOwner().isAssignableTo(FileChannel.class)
                                && call.getTarget().getName().equals("map")))
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("org.tutti.memory", "org.tutti.posix")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.invoke.MethodHandle")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.tutti",
                        "org.tutti.memory",
                        "org.tutti.posix",
                        "org.tutti.spi",
                        "org.tutti.launcher.bench", // it passes segments, as any program may
                        "org.tutti.testkit")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.MemorySegment")
                .check(ALL);
    }

    /** Operations have no word with two writers, and so no atomic update that others would queue for. */
    @Test
    void shouldCompareAndSetWhereRanksJoinOrAbortAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.tutti..")
                .and()
                .resideOutsideOfPackages("org.tutti.memory", "org.tutti.proofs")
                .and()
                .doNotHaveSimpleName("Arena")
                .and()
                .doNotHaveSimpleName("AbortRecord")
                .should()
                .callMethodWhere(describe(
                        "compare and set a shared word",
                        call -> call.getTarget().getName().equals("compareAndSet")
                                && call.getTarget().getOwner().getName().equals("org.tutti.memory.Words")))
                .check(ALL);
    }

    @Test
    void shouldCallNativeCodeInPosixAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tutti.posix")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.SymbolLookup")
                .orShould()
                .callMethodWhere(describe(
                        "load a library",
                        call -> call.getTarget().getOwner().isEquivalentTo(System.class)
                                && call.getTarget().getName().startsWith("load")))
                .check(ALL);
    }

    @Test
    void shouldWaitInTheWaitStrategyAlone() {
        noClasses()
                .that(liveWherePayloadMoves())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent.locks")
                .orShould()
                .callMethodWhere(describe("sleep, yield or wait", call -> {
                    boolean isThread = call.getTarget().getOwner().isEquivalentTo(Thread.class);
                    boolean isObject = call.getTarget().getOwner().isEquivalentTo(Object.class);
                    String name = call.getTarget().getName();
                    return (isThread && Set.of("sleep", "yield", "join").contains(name))
                            || (isObject
                                    && Set.of("wait", "notify", "notifyAll").contains(name));
                }))
                .check(ALL);
        noMethods()
                .that()
                .areDeclaredInClassesThat(liveInTheHotLayers())
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(ALL);
        List<String> guilty = new ArrayList<>();
        for (JavaClass type : ALL.that(liveInTheHotLayers())) {
            model(type)
                    .methods()
                    .forEach(method -> method.code().ifPresent(code -> {
                        if (code.elementStream().anyMatch(MonitorInstruction.class::isInstance)) {
                            guilty.add(type.getName() + "." + method.methodName());
                        }
                    }));
        }
        assertThat(guilty).as("methods that hold a monitor").isEmpty();
    }

    /** A join of strings by invokedynamic that is linked first while there is no heap fails for ever (decision 0027). */
    @Test
    void shouldJoinStringsWithoutLinking() {
        List<String> guilty = new ArrayList<>();
        for (JavaClass type : ALL) {
            for (PoolEntry entry : model(type).constantPool()) {
                if (entry instanceof InvokeDynamicEntry call
                        && call.bootstrap()
                                .bootstrapMethod()
                                .reference()
                                .owner()
                                .name()
                                .equalsString(STRING_CONCAT)) {
                    guilty.add(type.getName());
                }
            }
        }
        assertThat(guilty).as("classes compiled without -XDstringConcat=inline").isEmpty();
    }

    private static DescribedPredicate<JavaClass> liveInTheHotLayers() {
        return describe("live in coll, segment or memory", type -> {
            String name = type.getPackageName();
            return name.startsWith("org.tutti.coll")
                    || name.equals("org.tutti.segment")
                    || name.equals("org.tutti.memory");
        });
    }

    private static DescribedPredicate<JavaClass> liveWherePayloadMoves() {
        return describe(
                "live in coll, segment or memory and are not there to wait",
                type -> liveInTheHotLayers().test(type)
                        && !Set.of("WaitStrategy", "MappedWords").contains(type.getSimpleName()));
    }

    /** A threshold is a constant of bytes; one for scratch arrays is none, since all ranks do the same without it. */
    @Test
    void shouldHoldThresholdsInSmDecisionAlone() {
        List<String> guilty = new ArrayList<>();
        int seen = 0;
        for (JavaClass type : ALL) {
            if (!type.getPackageName().startsWith("org.tutti.coll")) {
                continue;
            }
            for (var field : model(type).fields()) {
                ConstantValueAttribute value = field.findAttribute(java.lang.classfile.Attributes.constantValue())
                        .orElse(null);
                if (value == null || !(value.constant().constantValue() instanceof Number number)) {
                    continue;
                }
                if (type.getSimpleName().equals("SmDecision")) {
                    seen++;
                } else if (number.longValue() >= 1024 && !field.fieldName().equalsString("SCRATCH_BYTES")) {
                    guilty.add(type.getName() + "." + field.fieldName() + "=" + number);
                }
            }
        }
        assertThat(guilty).isEmpty();
        assertThat(seen).as("thresholds in SmDecision").isPositive();
    }

    @Test
    void shouldWriteToStandardOutputInProgramsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.tutti.launcher..", "org.tutti.testkit..")
                .should()
                .accessField(System.class, "out")
                .check(ALL);
    }

    @Test
    void shouldNeedOfTheJdkItsBaseAlone() {
        ModuleDescriptor core = descriptor(Tutti.class);
        assertThat(core.requires().stream()
                        .filter(needed -> !needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactly("java.base");
        Set<String> outside = ALL.stream()
                .filter(type -> type.getPackageName().equals("org.tutti")
                        || Set.of("coll", "memory", "segment", "runtime", "spi", "pattern")
                                .contains(type.getPackageName().replaceFirst("org\\.tutti\\.([a-z]+).*", "$1")))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getName)
                .filter(name -> !name.startsWith("org.tutti.") && !name.startsWith("org.jspecify."))
                .filter(name -> !isInBase(name))
                .collect(Collectors.toSet());
        assertThat(outside).isEmpty();
    }

    private static boolean isInBase(String name) {
        try {
            return "java.base".equals(Class.forName(name).getModule().getName());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** On the class path the files tell which implementations there are, on the module path the descriptors. */
    @Test
    void shouldListServicesTwiceAlike() throws IOException {
        JavaClass posix = ALL.get("org.tutti.posix.PosixAccess");
        ModuleDescriptor descriptor = descriptor(posix.reflect());
        Map<String, List<String>> provided = descriptor.provides().stream()
                .collect(Collectors.toMap(ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers));
        String service = NativeAccess.class.getName();
        try (InputStream file = Objects.requireNonNull(
                posix.reflect().getClassLoader().getResourceAsStream("META-INF/services/" + service))) {
            List<String> listed = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            assertThat(provided).isEqualTo(Map.of(service, listed));
        }
        assertThat(descriptor(Tutti.class).uses()).contains(service);
    }

    private static ModuleDescriptor descriptor(Class<?> type) {
        try {
            Path location = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(location).findAll().iterator().next().descriptor();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassModel model(JavaClass type) {
        String resource = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(
                ArchitectureTest.class.getClassLoader().getResourceAsStream(resource), resource)) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
