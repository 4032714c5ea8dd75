package sluice.image;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import sluice.api.Bounded;

/** The rules of the house, over all modules that run in the image. */
@AnalyzeClasses(
        packages = "sluice",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The tests of other modules come as jars, where they do not look like tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** Who may use what among these is said by their module declarations. */
    private static final String[] APP = {
        "sluice.base..",
        "sluice.config..",
        "sluice.builtin..",
        "sluice.telegram..",
        "sluice.host..",
        "sluice.engine..",
        "sluice.control..",
        "sluice.chat..",
        "sluice.web..",
        "sluice.launcher..",
        "sluice.demo.."
    };

    private static final Set<String> UNBOUNDED_QUEUES = Set.of(
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.DelayQueue");

    private static final Set<String> MAYBE_BOUNDED_QUEUES =
            Set.of("java.util.concurrent.LinkedBlockingQueue", "java.util.concurrent.LinkedBlockingDeque");

    @ArchTest
    static final ArchRule feature_modules_know_nothing_of_each_other = slices().matching(
                    "sluice.(dedup|state|peer|queue.memory|queue.sqlite|queue.postgres)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule modules_depend_on_the_api_only = noClasses()
            .that()
            .resideInAnyPackage("sluice.dedup..", "sluice.state..", "sluice.peer..", "sluice.queue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(APP, "sluice.simulator..", "sluice.testkit.."));

    @ArchTest
    static final ArchRule the_app_names_no_class_of_a_feature_module = noClasses()
            .that()
            .resideInAnyPackage(APP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "sluice.dedup..", "sluice.state..", "sluice.peer..", "sluice.queue..", "sluice.testkit..");

    @ArchTest
    static final ArchRule the_api_stands_on_the_jdk_alone = classes()
            .that()
            .resideInAPackage("sluice.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("sluice.api..", "java..");

    @ArchTest
    static final ArchRule telegram_is_called_by_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("sluice.telegram..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.telegram..", "okhttp3..", "okio..");

    @ArchTest
    static final ArchRule logback_is_configured_by_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("sluice.base.log..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ch.qos.logback..");

    @ArchTest
    static final ArchRule only_the_demo_knows_the_simulator = noClasses()
            .that()
            .resideInAnyPackage(APP)
            .and()
            .resideOutsideOfPackage("sluice.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sluice.simulator..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("sluice.(**)").should().beFreeOfCycles();

    /**
     * What is final and made by {@code List.of} cannot grow, but that is not to be seen in a field's type: records are values
     * whose constructors copy, everything else says what bounds it.
     */
    @ArchTest
    static final ArchRule every_growing_field_says_what_bounds_it = fields().that(canGrow())
            .and()
            .areDeclaredInClassesThat(runInTheImage())
            .should(beAnnotatedWith(Bounded.class));

    @ArchTest
    static final ArchRule no_unbounded_queue_is_made = noClasses()
            .that(runInTheImage())
            .should()
            .callConstructorWhere(new DescribedPredicate<JavaConstructorCall>("it makes an unbounded queue") {
                @Override
                public boolean test(JavaConstructorCall call) {
                    String type = call.getTargetOwner().getName();
                    boolean withoutCapacity = call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(parameter -> parameter.isEquivalentTo(int.class));
                    return UNBOUNDED_QUEUES.contains(type) || (MAYBE_BOUNDED_QUEUES.contains(type) && withoutCapacity);
                }
            });

    @ArchTest
    static final ArchRule no_unbounded_executor_is_made = noClasses()
            .that(runInTheImage())
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it makes an executor of Executors") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Executors.class);
                }
            });

    private static String[] packages(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaField> canGrow() {
        return new DescribedPredicate<>("can grow") {
            @Override
            public boolean test(JavaField field) {
                JavaClass type = field.getRawType();
                boolean constant = field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getName().equals(field.getName().toUpperCase(java.util.Locale.ROOT));
                return !constant
                        && !field.getOwner().isRecord()
                        && (type.isAssignableTo(Collection.class)
                                || type.isAssignableTo(Map.class)
                                || type.isAssignableTo(BlockingQueue.class)
                                || type.isAssignableTo(BlockingDeque.class)
                                || type.isAssignableTo(Executor.class)
                                || type.getName().endsWith("ThreadLocal"));
            }
        };
    }

    /** The simulator is a part of tests and the demo; what it keeps, its options bound. */
    private static DescribedPredicate<JavaClass> runInTheImage() {
        return new DescribedPredicate<>("run in the bot") {
            @Override
            public boolean test(JavaClass type) {
                return !type.getPackageName().startsWith("sluice.simulator")
                        && !type.getPackageName().startsWith("sluice.testkit");
            }
        };
    }
}
