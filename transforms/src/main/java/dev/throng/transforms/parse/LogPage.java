package dev.throng.transforms.parse;

import java.util.Map;

/** The part of the page of access logs that tells of patterns. */
final class LogPage {
  private static final String PATTERNS =
      """

      ## Patterns

      Logs of another form are read by their pattern, as `LogFormat` of httpd or `log_format` of
      nginx has it, without the name and the quotes around it:

          events:
            format: access-log
            log_format: '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"'
            from: other_vhosts_access.log*

          events:
            format: access-log
            log_format: '$remote_addr - $remote_user [$time_local] "$request" $status "$http_user_agent"'
            from: access.log

      A line is read from left to right. A directive ends at the first byte of the text behind it,
      between double quotes at the first that no backslash escapes; nothing is guessed or tried
      twice. A line that does not fit whole is rejected as `malformed`. So what clients write stands
      between double quotes, before a tab, or last; else the job is refused, for they could forge
      what stands behind. The time must have its zone. `escape=json` may stand before a pattern of
      nginx, `escape=none` may not.

      Where methods are not logged, all are taken for GET; where a host is, pages have it. Some
      cookies are known: `euconsent-v2` holds a TCF string; `Apache`, of mod_usertrack, and `uid`, of
      nginx's userid, are ids. Of the modifiers of httpd, such as `%>s` or `%!200i`, none changes
      what is read. A variable of your own is written `$own_NAME`, and dropped.
      """;

  private LogPage() {}

  static void patterns(StringBuilder page) {
    page.append(PATTERNS);
    table(page, "Directives of Apache httpd", LogDirectives.apache());
    table(page, "Variables of nginx", LogDirectives.nginx());
  }

  private static void table(StringBuilder page, String title, Map<String, LogUse> all) {
    page.append("\n### ").append(title).append("\n\n");
    page.append("| | field of the event | class | how |\n|---|---|---|---|\n");
    all.forEach(
        (written, use) ->
            MappingPage.row(
                page,
                MappingPage.code(written),
                use.dropped() ? "dropped" : MappingPage.code(use.target()),
                use.privacy().label(),
                use.how()));
  }
}
