import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Raises the version of classes that were compiled for a Java so old that the JVM checks them in the old way: such classes do not go
 * into the class cache, and neither do those that need them. What the new way wants besides, a map of the stack for each jump, is
 * worked out here.
 *
 * <p>Argument: the folder of a jar's classes. They are written anew where they are.
 */
final class Raise {

    private static final int WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private Raise() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        ClassFile classFile = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(inFolder(root)), ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Raise::isClass).toList()) {
                ClassModel read = classFile.parse(file);
                if (read.majorVersion() < WITH_STACK_MAPS) {
                    byte[] raised = classFile.transformClass(read, raised());
                    List<VerifyError> wrong = classFile.verify(raised);
                    if (!wrong.isEmpty()) {
                        throw new IllegalStateException(file + " cannot be raised", wrong.getFirst());
                    }
                    Files.write(file, raised);
                }
            }
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class");
    }

    private static ClassTransform raised() {
        ClassTransform version = (to, element) -> {
            if (element instanceof ClassFileVersion) {
                to.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                to.with(element);
            }
        };
        // Not ACCEPT_ALL, which copies the code as a whole, without stack maps.
        return version.andThen(ClassTransform.transformingMethodBodies((to, element) -> to.with(element)));
    }

    /** What extends what: from the folder, and of the JDK from the one that runs. */
    private static ClassHierarchyResolver inFolder(Path root) {
        return ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> {
                    String name = type.descriptorString();
                    Path file = root.resolve(name.substring(1, name.length() - 1) + ".class");
                    try {
                        return Files.exists(file) ? Files.newInputStream(file) : null;
                    } catch (IOException e) {
                        throw new IllegalStateException(file + " cannot be read", e);
                    }
                })
                .cached()
                .orElse(ClassHierarchyResolver.defaultResolver());
    }
}
