package sluice.engine.notes;

import java.util.Optional;
import sluice.api.FormattedText;
import sluice.api.Payload;
import sluice.base.content.Details;

/**
 * A message that is to be kept, as filters and steps have left it.
 *
 * @param relay the message
 * @param details what is known of it; empty when nothing is
 * @param text its text or caption
 * @param withMedia whether what it carries is kept too
 */
public record Member(Payload.Relay relay, Optional<Details> details, FormattedText text, boolean withMedia) {}
