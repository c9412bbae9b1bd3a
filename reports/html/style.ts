/**
 * The look of the one-file report: light and dark by the reader's setting, one column on a phone, ink-saving on paper.
 * Text meets WCAG AA (4.5 to 1) on its ground in both. No request leaves the page.
 */
import { figureStyle } from "#reports/figures/figureStyle.ts";
import { darkPalette, lightPalette } from "#reports/palette.ts";

export const pageStyle = `
:root{color-scheme:light dark;${lightPalette}}
@media (prefers-color-scheme:dark){:root{${darkPalette}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Open Sans",sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.25rem 0 .75rem}
h3{font-size:1.1rem;margin:0 0 .25rem}
h4{font-size:1rem;margin:1.25rem 0 .35rem}
p{margin:.35rem 0}
a{color:var(--link)}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875em;overflow-wrap:anywhere}
.soft{color:var(--ink-soft)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.1rem 1.25rem;margin:0 0 1rem}
.verdict-card{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:center;border-left-width:8px}
.verdict-card.pass{border-left-color:var(--pass)}.verdict-card.inconclusive{border-left-color:var(--inconclusive)}
.verdict-card.fail{border-left-color:var(--fail)}.verdict-card.error{border-left-color:var(--error)}
.verdict-card>div .badge{font-size:1.5rem;padding:.3rem .9rem}
.verdict-card>div .badge .sign{width:1.5rem;height:1.5rem}
.badge{display:inline-flex;gap:.4em;align-items:center;font-weight:650;border-radius:999px;padding:.1rem .6rem;white-space:nowrap}
.badge .sign{flex:none;width:1em;height:1em}
.badge.pass{color:var(--pass);background:var(--pass-soft)}.badge.inconclusive{color:var(--inconclusive);background:var(--inconclusive-soft)}
.badge.fail{color:var(--fail);background:var(--fail-soft)}.badge.error{color:var(--error);background:var(--error-soft)}
.badge.none{color:var(--ink-soft);background:var(--ground)}
.counts{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;margin:0;padding:0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem}
.columns>*{margin:0;min-width:0}
.columns h2,.card>h2:first-child{margin-top:0}
.notice{border:1px solid var(--line-strong);border-left-width:6px;border-radius:8px;padding:.6rem .9rem;margin:.75rem 0;background:var(--paper)}
dl.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem;margin:0}
dl.facts dt{color:var(--ink-soft)}dl.facts dd{margin:0;overflow-wrap:anywhere}
ol.findings,ul.gaps{margin:0;padding-left:1.25rem}
ol.findings li{margin-bottom:.8rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;margin:.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:.4rem .65rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--ink-soft);font-weight:600;vertical-align:bottom;background:var(--ground)}
thead th.text{white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums}
td.number{white-space:nowrap}
td.words{min-width:11rem}
td code{overflow-wrap:normal}
.lines{white-space:pre-line}
.scenario>summary,.more>summary{cursor:pointer}
.scenario>summary{display:flex;flex-wrap:wrap;gap:.35rem .8rem;align-items:center;font-weight:600}
.scenario>summary::before{content:"";flex:none;border:.35em solid transparent;border-left:.5em solid var(--ink-soft);border-right:0}
.scenario[open]>summary::before{transform:rotate(90deg)}
.scenario>summary::-webkit-details-marker{display:none}
.scenario h3{display:inline}
.scenario[open]>summary{margin-bottom:.6rem}
.step-card{border-top:1px solid var(--line);margin-top:1.25rem;padding-top:1rem}
.evidence-grid{display:grid;grid-template-columns:minmax(0,22rem) minmax(0,1fr);gap:1rem 2rem;align-items:start}
.claim-evidence{margin:0 0 1.25rem}
figure{margin:0}
.error-bar{display:block;width:6rem;height:.875rem;margin-top:.2rem}
.error-bar rect{fill:var(--pass-soft)}.error-bar path{stroke:var(--line-strong);fill:none}
.error-bar .interval{stroke:var(--ink);stroke-width:1.6}.error-bar circle{fill:var(--ink)}
.shown{margin:.5rem 0}
.wiring-figure{margin-top:1rem}
.meter+.meter{border-top:1px solid var(--line);margin-top:1rem;padding-top:1rem}
figcaption{font-size:.85rem;color:var(--ink-soft)}
.phasors{max-width:22rem;margin:0 auto}
.interval-figure{max-width:34rem}
.sentence{font-weight:600}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
footer{padding-bottom:3rem}
@media (max-width:48rem){.evidence-grid{grid-template-columns:minmax(0,1fr)}main,header,footer{padding-left:.8rem;padding-right:.8rem}.card{padding:.9rem}}
@media screen{.on-paper{display:none}
.scenario{content-visibility:auto;contain-intrinsic-size:auto 4rem}
.scenario[open]{contain-intrinsic-size:auto 70rem}}
@media print{
:root{${lightPalette}--ground:#ffffff}
body{font-size:9pt;background:#fff}
main,header,footer{max-width:none;padding:0}
header{padding-top:0}
h1{font-size:17pt}h2{font-size:12pt;margin:12pt 0 4pt}h3{font-size:10.5pt}h4{font-size:9pt}
.card{border:0;border-top:1px solid var(--line);border-radius:0;padding:.5rem 0}
.verdict-card{border:1px solid var(--line);border-left-width:8px;padding:.5rem .9rem}
.columns{grid-template-columns:1fr 1fr}
.scroll{overflow:visible}
table{font-size:7pt}
th,td{padding:.18rem .28rem}
thead{display:table-header-group}
thead th.text{white-space:normal}
td.words{min-width:3.6rem}
td .badge{padding:0 .3rem;gap:.25em;font-size:6.5pt}
td code,.raw{overflow-wrap:anywhere;font-size:6.5pt}
.on-new-page{break-before:page}
.scenario:not([open]){display:none}
.scenario>summary::before{display:none}
.more::details-content{content-visibility:visible;display:block;block-size:auto}
.more>summary{list-style:none;font-size:8.5pt;color:var(--ink-soft);margin-top:.4rem}
.step-card{margin-top:.6rem;padding-top:.4rem}
.evidence-grid{grid-template-columns:15rem minmax(0,1fr);gap:.5rem 1.25rem}
.phasors{max-width:13rem}
.wiring-figure .figure{max-width:15rem}
.interval-figure{max-width:20rem}
.error-bar{width:3rem;height:.45rem;margin-top:.1rem}
body:not(.unfolded) .scenario tbody tr:not(:has(.badge:not(.pass))):nth-child(n+25){display:none}
figcaption{font-size:7.5pt}
.step-card,.claim-evidence,tr,figure,.notice,.verdict-card,.findings li{break-inside:avoid}
.scenario>p,.scenario>.facts,.scroll:not(:has(tr:nth-child(9))),main>.card:last-child{break-inside:avoid}
h2,h3,h4,summary,.scenario>summary,.scenario>p,.scenario>.facts{break-after:avoid}
.badge,.permitted,.error-bar rect,.guard,.verdict-card,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
}
${figureStyle}`;
