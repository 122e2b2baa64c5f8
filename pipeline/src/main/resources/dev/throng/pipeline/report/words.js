  // What the data are called, and how figures are read from rows.
  const ALL = '(all)';
  const APART = ['(other)', '(unknown)'];
  const BARS = 15;
  const LINES = 4;
  const MANY_REPORTS = 40;
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = id => document.getElementById(id);
  const NOISE = /_(error|low|high|draw)$/;
  const WORDS = {
    events: ['Events', 'How often it happened. Adds up.'],
    sessions: ['Sessions', 'Visits without a long pause. Adds up.'],
    conversions: ['Conversions', 'Events that are the aim of the campaign. Adds up.'],
    records: ['Records', 'Adds up.'],
    pages_per_session: ['Pages per session', 'An average. Does not add up.'],
    average_session_seconds: ['Seconds per session', 'An average. Does not add up.'],
  };

  // Everything from the data becomes a text node or an attribute's value, never markup.
  function make(namespace, name, attributes, children) {
    const node = namespace ? document.createElementNS(namespace, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter(child => child !== null && child !== undefined));
    return node;
  }
  const h = (name, attributes, ...children) => make('', name, attributes, children);
  const g = (name, attributes, ...children) => make('http://www.w3.org/2000/svg', name, attributes, children);

  function fail(what) {
    byId('reports').prepend(h('p', {class: 'error', role: 'alert'}, 'This page could not be drawn: ' + what));
  }
  addEventListener('error', event => fail(event.message));

  const title = name => name.split('/').map(part => part.replace(/_/g, ' ').replace(/^./, c => c.toUpperCase())).join(' · ');
  function words(measure) {
    if (WORDS[measure]) return WORDS[measure];
    if (NOISE.test(measure)) {
      const of = words(measure.replace(NOISE, ''))[0].toLowerCase();
      if (measure.endsWith('_error')) return ['± error', 'Standard error of the noise in ' + of + '.'];
      if (measure.endsWith('_low')) return ['95 % low', 'Lower end of the 95 % interval of ' + of + '.'];
      if (measure.endsWith('_high')) return ['95 % high', 'Upper end of the 95 % interval of ' + of + '.'];
      return ['As drawn', 'The noised ' + of + ' before rows were made to fit each other.'];
    }
    const label = measure.replace(/_/g, ' ').replace(/^./, c => c.toUpperCase());
    if (measure.startsWith('unique_')) return [label, 'Different ones in the group and window. Does not add up: one can be in several.'];
    if (measure.startsWith('sum_')) return [label, 'A sum. Adds up within one currency or unit.'];
    if (measure.endsWith('_rate')) return [label, 'A share. Does not add up.'];
    return [label, 'An average. Does not add up.'];
  }
  const number = text => text === null || text === undefined || text === '' ? null : Number(text);
  function shown(value, measure) {
    if (value === null || Number.isNaN(value)) return '–';
    if (/_rate(_(error|low|high|draw))?$/.test(measure)) return (value * 100).toLocaleString('en', {maximumFractionDigits: 1}) + ' %';
    return value.toLocaleString('en', {maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2});
  }
  function when(start, end) {
    const length = (Date.parse(end) - Date.parse(start)) / 3600000;
    if (length < 24) return start.slice(0, 10) + ' ' + start.slice(11, 16);
    return length > 24 ? start.slice(0, 10) + ' to ' + new Date(Date.parse(end) - 1).toISOString().slice(0, 10) : start.slice(0, 10);
  }
  const level = (report, row) => report.dimensions.map((name, i) => row[i] === ALL ? '' : name).filter(Boolean).join(', ');
  const isTotal = (report, row) => report.dimensions.every((name, i) => row[i] === ALL);
  const isApart = (report, row) => report.dimensions.some((name, i) => APART.includes(row[i]));
  const nameOf = (report, row) => report.dimensions.map((name, i) => row[i]).filter(part => part !== ALL).join(' › ') || ALL;

  function figure(report, row, measure) {
    const at = name => {
      const index = report.measures.indexOf(name);
      return index < 0 ? null : number(row[report.dimensions.length + index]);
    };
    return {value: at(measure), low: at(measure + '_low'), high: at(measure + '_high')};
  }
  // The report's own row for everything; else what its groups come to, where that may be said.
  function total(report, window, measure) {
    const row = window.rows.find(candidate => isTotal(report, candidate));
    if (row) return figure(report, row, measure);
    const sum = number(window.sums[report.measures.indexOf(measure)]);
    return {value: sum, low: null, high: null, added: sum !== null};
  }
  const finite = values => values.filter(value => value !== null && Number.isFinite(value));
  function ceiling(top) {
    if (!(top > 0)) return 1;
    const unit = 10 ** Math.floor(Math.log10(top));
    return [1, 2, 2.5, 5, 10].map(step => step * unit).find(step => step >= top);
  }

