/** okio.internal stays closed: only okio itself calls it. */
module okio {
    requires transitive kotlin.stdlib;
    requires java.logging;

    exports okio;
}
