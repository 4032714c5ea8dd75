package sluice.web.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sluice.control.part.FleetView;
import sluice.host.status.Health;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** {@code /healthz}, {@code /livez} and {@code /readyz}: of all bots of a process together, and of a bot that does not run. */
public final class BotHealth {

    private BotHealth() {}

    /** The problems of a bot; empty for one that works, is paused or runs elsewhere. */
    public static List<Health.Problem> problems(FleetView.Entry bot) {
        return switch (bot.state()) {
            case PAUSED, ELSEWHERE -> List.of();
            case FAILED -> List.of(new Health.Problem("failed", bot.detail()));
            case INVALID -> List.of(new Health.Problem("invalid", bot.detail()));
            case STARTING -> List.of(new Health.Problem("starting", "its start has not ended"));
            case RUNNING -> bot.view().map(view -> view.health().problems()).orElse(List.of());
        };
    }

    /** Puts the answers about all bots into a table of pages. */
    static void into(Pages pages, FleetView fleet) {
        pages.open("GET", "/healthz", request -> answer(health(fleet, request)))
                .open("GET", "/livez", request -> answer(ofProcess(fleet.liveness(), request)))
                .open("GET", "/readyz", _ -> answer(readiness(fleet)));
    }

    /** Puts the answers about a bot that does not run into a table of pages. A restart of the process would not help it. */
    static void into(Pages pages, FleetView.Entry bot) {
        List<String> problems = problems(bot).stream().map(BotHealth::line).toList();
        List<String> readiness = isIdle(bot) ? List.of(bot.state().name().toLowerCase(Locale.ROOT)) : problems;
        pages.open("GET", "/healthz", _ -> answer(problems))
                .open("GET", "/livez", _ -> answer(List.of()))
                .open("GET", "/readyz", _ -> answer(readiness));
    }

    /** True for a bot that is not to run here at present. */
    private static boolean isIdle(FleetView.Entry bot) {
        return bot.state() == FleetView.State.PAUSED || bot.state() == FleetView.State.ELSEWHERE;
    }

    /** Everybody sees that bots have problems; which, only those who may see all. */
    private static List<String> health(FleetView fleet, Request request) {
        List<String> lines = new ArrayList<>(ofProcess(fleet.problems(), request));
        List<FleetView.Entry> bots = fleet.bots();
        List<String> ofBots = new ArrayList<>();
        for (FleetView.Entry bot : bots) {
            List<Health.Problem> problems = problems(bot);
            if (!problems.isEmpty()) {
                ofBots.add(bot.name() + ": "
                        + problems.stream().map(BotHealth::line).collect(Collectors.joining("; ")));
            }
        }
        if (request.known()) {
            lines.addAll(ofBots);
        } else if (!ofBots.isEmpty()) {
            lines.add("bots: " + ofBots.size() + " of " + bots.size() + " have problems");
        }
        return lines;
    }

    private static List<String> ofProcess(List<String> problems, Request request) {
        return request.known() || problems.isEmpty() ? problems : List.of("process");
    }

    /** A machine whose bots are all elsewhere or paused is ready to take some, unless something is wrong with itself. */
    private static List<String> readiness(FleetView fleet) {
        List<FleetView.Entry> wanted =
                fleet.bots().stream().filter(bot -> !isIdle(bot)).toList();
        if (wanted.isEmpty()) {
            return fleet.problems().isEmpty() ? List.of() : List.of("process");
        }
        boolean ready = wanted.stream()
                .flatMap(bot -> bot.view().stream())
                .anyMatch(view -> view.health().readiness().isEmpty());
        return ready ? List.of() : List.of("bots: none of " + wanted.size() + " is ready");
    }

    /** A problem in one line, whatever its reason looks like. */
    private static String line(Health.Problem problem) {
        return problem.toString().strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Answers 200 when there are no problems, else 503 with a line for each. */
    public static Response answer(List<String> problems) {
        return problems.isEmpty() ? Response.text(200, "ok\n") : Response.text(503, String.join("\n", problems) + "\n");
    }
}
