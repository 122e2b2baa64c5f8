package dev.throng.transforms.pseudonymize.agent;

/**
 * Words by which programs name themselves, beside those that uap-core knows. A robot that calls
 * itself a browser is not found. The patterns have no nested repetition: linear in the text.
 */
final class Robots {

  /**
   * Bot is a word's end, lest Botswana be one; and Cubot makes telephones. {@code okhttp} is
   * absent: applications on people's phones speak through it.
   */
  static final WordPattern WORDS =
      new WordPattern(
          "(?<!cu)bots?(?![a-z])|spider|crawl|scrap(?:er|y|ing)|slurp|archiver|heritrix|httrack"
              + "|headless|phantomjs|puppeteer|playwright|selenium|webdriver|lighthouse|pagespeed"
              + "|\\bcurl/|libcurl|pycurl|\\bwget|libwww|python-|aiohttp|httpx/|urllib|^java/|^perl"
              + "|^ruby|^php/|go-http-client|apache-httpclient|http_request|http-client|node-fetch"
              + "|axios/|guzzlehttp|postmanruntime|insomnia/|httpie/|jmeter|^k6/|artillery|winhttp"
              + "|synthetic|monitoring|monitor/|uptime|pingdom|statuscake|site24x7|newrelic|datadog|nagios"
              + "|check_http|zabbix|prometheus|healthcheck|kube-probe|catchpoint|gomezagent|gtmetrix"
              + "|facebookexternalhit|facebookcatalog|meta-external|bingpreview|web preview"
              + "|uripreview|embedly|feedfetcher|feedburner|feedly|favicon|mediapartners"
              + "|google-inspectiontool|google-read-aloud|chatgpt-user|claude-user|anthropic-ai"
              + "|perplexity|nikto|sqlmap|nmap|masscan|zgrab|nuclei|censys|validator");

  private Robots() {}

  /** Whether an agent, given as it is and in lower case, names itself as a robot. */
  static boolean names(String agent, String lower) {
    return WORDS.find(agent, lower);
  }
}
