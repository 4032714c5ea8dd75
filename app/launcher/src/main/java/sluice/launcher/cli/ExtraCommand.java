package sluice.launcher.cli;

/** A command of another package, or one that an image may leave out; found as a service. */
public interface ExtraCommand {

    /** The command's name on the command line, one word. */
    String name();

    /** Creates an object with picocli's annotations. */
    Object create(Environment environment);
}
