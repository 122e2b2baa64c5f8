package dev.throng.transforms.pseudonymize;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.treatment.CatalogueCode;
import dev.throng.transforms.pseudonymize.treatment.CoarseWord;
import dev.throng.transforms.pseudonymize.treatment.CodeWord;
import dev.throng.transforms.pseudonymize.treatment.ReferrerDomain;
import dev.throng.transforms.pseudonymize.treatment.ScrubbedUrl;
import dev.throng.transforms.pseudonymize.treatment.TextScrubbing;
import dev.throng.transforms.pseudonymize.treatment.UrlScrubbing;
import dev.throng.transforms.step.Amount;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What: page, campaign, commerce, search, dispute and the properties that the policy names, without
 * the identifiers that hide in them (P5, P6, P7, P32).
 */
final class Contents {
  private static final long MOST = 1_000_000;

  /** A thousand million, in ten-thousandths. */
  private static final long LARGEST_AMOUNT = 10_000_000_000_000L;

  private final boolean lifetime;
  private final boolean role;
  private final boolean signIn;
  private final boolean url;
  private final boolean referrer;
  private final boolean title;
  private final boolean source;
  private final boolean medium;
  private final boolean name;
  private final boolean term;
  private final boolean content;
  private final Treatment product;
  private final Treatment category;
  private final boolean quantity;
  private final boolean price;
  private final boolean currency;
  private final boolean query;
  private final boolean results;
  private final Treatment dispute;
  private final String[] properties;
  private final UrlScrubbing urls;
  private final ReferrerDomain domains = new ReferrerDomain();
  private final TextScrubbing texts = new TextScrubbing();
  private final CoarseWord words = new CoarseWord();
  private final CatalogueCode codes = new CatalogueCode();

  Contents(Policy policy) {
    lifetime = policy.wants("cookie.lifetime");
    role = policy.wants("user.role");
    signIn = policy.wants("user.sign_in");
    url = policy.wants("page.url");
    referrer = policy.wants("page.referrer");
    title = policy.wants("page.title");
    source = policy.wants("campaign.source");
    medium = policy.wants("campaign.medium");
    name = policy.wants("campaign.name");
    term = policy.wants("campaign.term");
    content = policy.wants("campaign.content");
    product = policy.treatmentOf("commerce.product_id");
    category = policy.treatmentOf("commerce.category");
    quantity = policy.wants("commerce.quantity");
    price = policy.wants("commerce.price");
    currency = policy.wants("commerce.currency");
    query = policy.wants("search.query");
    results = policy.wants("search.results");
    dispute = policy.treatmentOf("dispute.kind");
    properties =
        policy.wants("properties")
            ? policy.properties().stream().sorted().toArray(String[]::new)
            : new String[0];
    urls = new UrlScrubbing(policy.queryParameters());
  }

  void treat(IdentifiedEvent raw, PseudonymousEvent treated) {
    treated.setEventType(KnownWords.eventType(raw.getEventType()));
    treated.setCookieLifetime(lifetime ? KnownWords.lifetime(raw.getCookieLifetime()) : null);
    treated.setRole(role ? KnownWords.role(raw.getUserRole()) : null);
    treated.setSignIn(signIn ? KnownWords.signIn(raw.getUserSignIn()) : null);
    setPage(raw, treated);
    setCampaign(raw, treated);
    setCommerce(raw, treated);
    treated.setSearchQuery(query ? texts.scrub(raw.getSearchQuery()) : null);
    treated.setSearchResults(results ? count(raw.getSearchResults()) : null);
    treated.setDisputeKind(dispute == Treatment.DROP ? null : thing(dispute, raw.getDisputeKind()));
    treated.setProperties(properties.length == 0 ? null : named(raw.getProperties()));
  }

  private void setPage(IdentifiedEvent raw, PseudonymousEvent treated) {
    ScrubbedUrl page = url ? urls.scrub(raw.getPageUrl()) : null;
    treated.setHost(page == null ? null : page.host());
    treated.setPath(page == null ? null : page.path());
    treated.setQuery(page == null ? null : page.query());
    treated.setReferrer(referrer ? domains.domain(raw.getPageReferrer()) : null);
    treated.setTitle(title ? texts.scrub(raw.getPageTitle()) : null);
  }

  private void setCampaign(IdentifiedEvent raw, PseudonymousEvent treated) {
    treated.setCampaignSource(source ? texts.scrub(raw.getCampaignSource()) : null);
    treated.setCampaignMedium(medium ? texts.scrub(raw.getCampaignMedium()) : null);
    treated.setCampaignName(name ? texts.scrub(raw.getCampaignName()) : null);
    treated.setCampaignTerm(term ? texts.scrub(raw.getCampaignTerm()) : null);
    treated.setCampaignContent(content ? texts.scrub(raw.getCampaignContent()) : null);
  }

  private void setCommerce(IdentifiedEvent raw, PseudonymousEvent treated) {
    treated.setProduct(
        product == Treatment.DROP ? null : thing(product, raw.getCommerceProductId()));
    treated.setCategory(
        category == Treatment.DROP ? null : thing(category, raw.getCommerceCategory()));
    treated.setQuantity(quantity ? count(raw.getCommerceQuantity()) : null);
    treated.setPrice(price ? amount(raw.getCommercePrice()) : null);
    treated.setCurrency(currency ? CodeWord.currency(raw.getCommerceCurrency()) : null);
  }

  private @Nullable String thing(Treatment treatment, @Nullable String value) {
    return treatment == Treatment.CODE ? codes.word(value) : words.word(value);
  }

  private static @Nullable Long count(@Nullable Long count) {
    return count == null || (count >= 0 && count <= MOST)
        ? count
        : Long.valueOf(count < 0 ? 0 : MOST);
  }

  private static @Nullable Long amount(@Nullable Long amount) {
    if (amount == null || amount == Amount.UNKNOWN) {
      return null;
    }
    boolean within = amount >= -LARGEST_AMOUNT && amount <= LARGEST_AMOUNT;
    return within ? amount : Long.valueOf(Amount.clamp(amount, LARGEST_AMOUNT));
  }

  /** Sorted by name, so that the same properties are the same bytes. */
  private @Nullable Map<String, String> named(@Nullable Map<String, String> all) {
    if (all == null || all.isEmpty()) {
      return null;
    }
    Map<String, String> kept = null;
    for (String key : properties) {
      String value = texts.scrub(all.get(key));
      if (value != null) {
        kept = kept == null ? new LinkedHashMap<>() : kept;
        kept.put(key, value);
      }
    }
    return kept;
  }
}
