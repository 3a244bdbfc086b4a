package org.portbound.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portbound.file.bench.BenchFile;
import org.portbound.text.Message;
import org.portbound.workbench.Providers;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The terminal's commands, from their arguments to their exit status. */
public final class Cli {
  /** Width of the help, in characters. */
  private static final int HELP_WIDTH = 100;

  private Cli() {}

  /**
   * Runs one command line to its end; blocks.
   *
   * @param arguments at least one
   * @return one of {@link ExitStatus}
   */
  public static int run(Terminal terminal, String... arguments) {
    return run(terminal, System.in, arguments);
  }

  /** The same, with another standard input. */
  static int run(Terminal process, InputStream in, String... arguments) {
    Terminal terminal = process.in(LanguageOption.texts(process.texts(), arguments));
    var help = new StringWriter();
    CommandLine root =
        commands(terminal, in)
            .setResourceBundle(new HelpTexts(terminal.texts()))
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
            .setUsageHelpWidth(HELP_WIDTH)
            // A payload may begin with @; picocli would take it for a file of arguments.
            .setExpandAtFiles(false)
            .setOut(new PrintWriter(help))
            .setParameterExceptionHandler(new UsageErrors(terminal))
            .setExecutionExceptionHandler((error, command, parsed) -> defect(terminal, error));
    int status = root.execute(arguments);
    help.toString().lines().forEach(terminal::line);
    terminal.flush();
    return status;
  }

  /** Whether these arguments ask for the window: they name a file, a language, both or nothing. */
  public static boolean wantsWindow(String... arguments) {
    return FileArgument.read(List.of(arguments)).isPresent()
        || arguments.length == 0
        || LanguageOption.alone(List.of(arguments));
  }

  /** The file that is to be opened in the window. */
  public static Optional<Path> file(String... arguments) {
    return FileArgument.read(List.of(arguments));
  }

  /** The language that the arguments ask for. */
  public static Optional<Locale> language(String... arguments) {
    return LanguageOption.wanted(List.of(arguments));
  }

  /** All commands, with their options. */
  static CommandLine commands(Terminal terminal, InputStream in) {
    CommandLine root =
        new CommandLine(new PortboundCommand())
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new DoctorCommand(terminal))
            .addSubcommand(new LessonCommand(terminal))
            .addSubcommand(new ListenCommand(terminal))
            .addSubcommand(new ReadCommand(terminal))
            .addSubcommand(new SendCommand(terminal))
            .addSubcommand(new WhoCommand(terminal))
            .addSubcommand(new InterfacesCommand(terminal))
            .addSubcommand(new GroupsCommand(terminal))
            .addSubcommand(MessageChanges.addTo(new MessagesCommand(terminal), terminal))
            .addSubcommand(new WorkbenchCommand(terminal))
            .addSubcommand(new MatrixCommand(terminal))
            .addSubcommand(new PredictCommand(terminal, in))
            .addSubcommand(
                new CommandLine(new ProbeCommand())
                    .addSubcommand(new ProbeSendCommand(terminal))
                    .addSubcommand(new ProbeListenCommand(terminal)))
            .addSubcommand(new GuideCommand(terminal))
            .addSubcommand(new PeerCommand());
    root.getCommandSpec().addOption(OptionSpec.builder(Version.OPTIONS).versionHelp(true).build());
    addHelp(root);
    addCompletion(root);
    LanguageOption.addTo(root);
    return root;
  }

  /** Prints the completion for a shell; packages bring it along. */
  private static void addCompletion(CommandLine root) {
    var completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.getCommandSpec().usageMessage().hidden(true);
    root.addSubcommand(completion);
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true).build());
    command.getSubcommands().values().forEach(Cli::addHelp);
  }

  /**
   * Plays the demonstration because there can be no window here; one line says so. With a file it
   * says only what to do with it here.
   *
   * @param missing what the window lacks, and what helps
   * @param arguments at most a file and a language
   */
  public static int demonstrateInstead(Terminal process, Message missing, String... arguments) {
    Terminal terminal = process.in(LanguageOption.texts(process.texts(), arguments));
    Optional<Path> file = file(arguments);
    if (file.isPresent()) {
      String command = BenchFile.isNamedSo(file.get()) ? "workbench check" : "read";
      String shown = terminal.shown(file.get().toString());
      terminal.tell(terminal.say("cli.file.instead", shown, terminal.say(missing), command));
      terminal.flush();
      return ExitStatus.REFUSED;
    }
    terminal.line(terminal.say("cli.demo.instead", terminal.say(missing)));
    terminal.line("");
    try {
      return new DemoRun(terminal, Providers.standard()).onAnyPort();
    } catch (RuntimeException e) {
      return defect(terminal, e);
    } finally {
      terminal.flush();
    }
  }

  private static int defect(Terminal terminal, Exception error) {
    var trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    terminal.tell(terminal.say("cli.defect", error.toString()));
    terminal.tell(trace.toString().stripTrailing());
    return ExitStatus.DEFECT;
  }
}
