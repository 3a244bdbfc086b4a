package org.portbound.code;

import java.util.List;
import java.util.stream.Stream;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** A language that programs are written in. */
public enum Language {
  /** C for Linux, with the kernel's own calls. */
  C("C", "c", "cc -o portbound_example portbound_example.c && ./portbound_example"),
  /** Go for Linux, with its syscall package alone. */
  GO("Go", "go", "go run portbound_example.go"),
  /** Python 3 with its socket module. */
  PYTHON("Python", "py", "python3 portbound_example.py"),
  /** Java 17 or newer, with its channels; what they cannot do is said. */
  JAVA("Java", "java", "java PortboundExample.java");

  private final String label;
  private final String ending;
  private final String command;

  Language(String label, String ending, String command) {
    this.label = label;
    this.ending = ending;
    this.command = command;
  }

  /**
   * The language of this name, in any case: {@code c}, {@code go}, {@code python}, {@code java}.
   */
  public static Parsed<Language> read(String text) {
    return Stream.of(values())
        .filter(each -> each.label.equalsIgnoreCase(text.strip()))
        .findFirst()
        .map(Parsed::valid)
        .orElseGet(() -> Parsed.invalid("program.language.not-one", text.strip()));
  }

  /** Its name, the same in every tongue. */
  public String label() {
    return label;
  }

  /** The name that the program's file must have. */
  public String fileName() {
    return (this == JAVA ? "PortboundExample." : "portbound_example.") + ending;
  }

  /** How it is built and run, in the folder where the file is. */
  public String command() {
    return command;
  }

  /** What the program in this language does otherwise than Portbound, or not at all. */
  public List<Message> limits(Sketch sketch) {
    return this == JAVA ? JavaLimits.of(sketch) : List.of();
  }

  /** The program that does what is sketched. */
  public String write(Sketch sketch) {
    return switch (this) {
      case C -> new CProgram(sketch).write();
      case GO -> new GoProgram(sketch).write();
      case PYTHON -> new PythonProgram(sketch).write();
      case JAVA -> new JavaProgram(sketch).write();
    };
  }
}
