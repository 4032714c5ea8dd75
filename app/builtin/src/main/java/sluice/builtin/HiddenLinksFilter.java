package sluice.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Facts;
import sluice.api.MessageFilter;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepMessage;
import sluice.api.StepVerdict;

/** Keeps or drops messages by the domains of the links that are hidden behind their words and buttons. */
@Provider(name = "hidden-links")
public final class HiddenLinksFilter implements MessageFilter {

    /** A domain, and whatever stands around it in an address. */
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#@\\\\]*@)?([^/?#:@\\\\\\s]+).*");

    private static final Pattern DOMAIN = Pattern.compile("[^\\s/:@?#.]+(\\.[^\\s/:@?#.]+)+");

    @Override
    public Use use(Settings settings) {
        settings.allowing("keep", "drop");
        Optional<List<String>> kept = settings.text("keep").map(_ -> domains("keep", settings.texts("keep")));
        List<String> dropped = domains("drop", settings.texts("drop"));
        if (kept.isEmpty() && settings.text("drop").isEmpty()) {
            throw new SettingsException("needs a list `keep` or a list `drop`");
        }
        return messages -> {
            List<String> hosts =
                    messages.stream().flatMap(HiddenLinksFilter::hosts).toList();
            if (hosts.stream().anyMatch(host -> isIn(host, dropped))) {
                return StepVerdict.drop("listed");
            }
            return kept.filter(domains -> hosts.stream().noneMatch(host -> isIn(host, domains)))
                    .map(_ -> StepVerdict.drop("not-listed"))
                    .orElse(StepVerdict.KEEP);
        };
    }

    private static Stream<String> hosts(StepMessage message) {
        Stream<String> words = message.text().entities().stream()
                .filter(entity -> entity.type().equals("text_link"))
                .map(entity -> entity.attributes().getOrDefault("url", ""));
        Stream<String> buttons = message.facts().map(Facts::urls).orElse(List.of()).stream();
        return Stream.concat(words, buttons)
                .map(HOST::matcher)
                .filter(Matcher::matches)
                .map(host -> ascii(host.group(1)));
    }

    /** True if it is one of these domains, or below one. */
    private static boolean isIn(String host, List<String> domains) {
        return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static List<String> domains(String key, List<String> entries) {
        return entries.stream()
                .map(entry -> {
                    if (!DOMAIN.matches(entry)) {
                        throw new SettingsException(
                                "`" + key + "` must be a list of domains such as `example.com`, not `" + entry + "`");
                    }
                    return ascii(entry);
                })
                .toList();
    }

    /** A domain as browsers ask for it, so that it is found in whatever script it is written. */
    private static String ascii(String domain) {
        String plain = domain.toLowerCase(Locale.ROOT);
        plain = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        try {
            return IDN.toASCII(plain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return plain; // no domain, and so in no list of some
        }
    }
}
