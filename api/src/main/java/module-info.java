/**
 * The interfaces that a memory concern implements and the values that cross them. Feature modules and plugins
 * compile against this module alone.
 */
module sluice.api {
    exports sluice.api;
}
