/** The configuration: reads the file, says what is wrong with it, and has the patterns that watches filter by. */
module sluice.config {
    requires transitive sluice.api;
    requires transitive sluice.base;
    requires transitive org.yaml.snakeyaml;
    requires transitive re2j;

    exports sluice.config;
    exports sluice.config.filter;
}
