package org.portbound.code;

/** A language that programs are written in. */
public enum Language {
  /** C for Linux, with the kernel's own calls. */
  C("c", "cc -o portbound_example portbound_example.c && ./portbound_example"),
  /** Go for Linux, with its syscall package alone. */
  GO("go", "go run portbound_example.go"),
  /** Python 3 with its socket module. */
  PYTHON("py", "python3 portbound_example.py"),
  /** Java 17 or newer, with its channels; what they cannot do is said. */
  JAVA("java", "java PortboundExample.java");

  private final String ending;
  private final String command;

  Language(String ending, String command) {
    this.ending = ending;
    this.command = command;
  }

  /** The name that the program's file must have. */
  public String fileName() {
    return (this == JAVA ? "PortboundExample." : "portbound_example.") + ending;
  }

  /** How it is built and run, in the folder where the file is. */
  public String command() {
    return command;
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
