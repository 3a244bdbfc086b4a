package installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes that libraries bring in a form of long ago, without stack maps (class file versions below
 * 50, JVMS 4.10): the start cache leaves them out, and each start would verify them anew. The code
 * stays the same.
 */
final class OldClasses {
  private static final int WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final ClassFileVersion RENEWED = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);

  private final ClassFile format;

  /**
   * @param jars all libraries: a stack map may name their classes' common parent
   */
  private OldClasses(List<FileSystem> jars) {
    ClassHierarchyResolver libraries =
        ClassHierarchyResolver.ofResourceParsing(type -> open(jars, type));
    format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                libraries.orElse(ClassHierarchyResolver.defaultResolver()).cached()));
  }

  /** Renews them in every jar of a directory. */
  static void renew(Path jars) throws IOException {
    var opened = new ArrayList<FileSystem>();
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        opened.add(FileSystems.newFileSystem(jar));
      }
      var renewal = new OldClasses(opened);
      for (FileSystem jar : opened) {
        renewal.renew(jar);
      }
    } finally {
      for (FileSystem jar : opened) {
        jar.close();
      }
    }
  }

  private void renew(FileSystem jar) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(jar.getPath("/"))) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path each : classes) {
      byte[] old = Files.readAllBytes(each);
      var model = format.parse(old);
      if (model.majorVersion() < WITH_STACK_MAPS) {
        Files.write(each, format.transformClass(model, newer()));
      }
    }
  }

  /** The version, and every method's code through the builder, which adds the stack maps. */
  private static ClassTransform newer() {
    ClassTransform version =
        (builder, element) -> builder.with(element instanceof ClassFileVersion ? RENEWED : element);
    return version.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with));
  }

  /** The class file of a library's class; null if none has it. */
  private static InputStream open(List<FileSystem> jars, ClassDesc type) {
    String descriptor = type.descriptorString();
    String file = descriptor.substring(1, descriptor.length() - 1) + ".class";
    for (FileSystem jar : jars) {
      Path path = jar.getPath(file);
      if (Files.exists(path)) {
        try {
          return Files.newInputStream(path);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return null;
  }
}
