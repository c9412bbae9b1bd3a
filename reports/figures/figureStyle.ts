/**
 * The look of the figures, as one style sheet for a report and for the live view. Colours are custom properties so that
 * a page can set light and dark; each has a fallback. Colour never says anything alone: phases are named at the tips,
 * voltages are full and currents dashed lines, verdicts have signs.
 */
export const figureStyle = `
.figure{display:block;width:100%;height:auto;font-family:inherit;font-size:12px}
.figure text{fill:var(--ink,#1b2430)}
.figure .faint{stroke:var(--line-strong,#8592a3);fill:none;stroke-width:1}
.figure .faint-text{fill:var(--ink-soft,#4d5a6a)}
.figure .phase-L1{stroke:var(--phase-L1,#b0440b);color:var(--phase-L1,#b0440b)}
.figure .phase-L2{stroke:var(--phase-L2,#1f5fbf);color:var(--phase-L2,#1f5fbf)}
.figure .phase-L3{stroke:var(--phase-L3,#0b7a4b);color:var(--phase-L3,#0b7a4b)}
.figure .voltage{stroke-width:2.4;fill:currentColor;stroke-linejoin:round}
.figure .current{stroke-width:2.2;fill:none;stroke-linejoin:round}
.figure line.current{stroke-dasharray:6 4}
.figure text.tip{stroke:none;fill:currentColor;font-weight:600;font-size:13px}
.figure .leader{stroke:currentColor;stroke-width:.8;opacity:.7}
.figure .permitted{fill:var(--pass-soft,#d7efe0);stroke:none}
.figure .guard{fill:var(--inconclusive-soft,#f6e3b4);stroke:none}
.figure .hatch{stroke:var(--inconclusive,#7a5600);stroke-width:1;opacity:.7}
.figure .limit{stroke:var(--ink,#1b2430);stroke-width:2}
.figure .interval{stroke:var(--ink,#1b2430);stroke-width:2;fill:none}
.figure .dot{fill:var(--ink,#1b2430)}
.figure.wiring{font-size:15px}
.figure .conductor{stroke-width:2;fill:none}
.figure .phase-N{stroke:var(--ink-soft,#4d5a6a);color:var(--ink-soft,#4d5a6a)}
.figure .lead{fill:none;stroke-width:1.6;stroke-linejoin:round}
.figure .lead.through{stroke-width:2.4}
.figure .lead.shared,.figure .earth{fill:none;stroke:var(--ink,#1b2430);stroke-width:1.6}
.figure .ct,.figure .vt{fill:none;stroke-width:2}
.figure .core{fill:none;stroke-width:1.2}
.figure .tap{fill:currentColor;stroke:none}
.figure .lead.wrong{stroke:var(--fail,#a81826);stroke-width:2.4;stroke-dasharray:7 4}
.figure .core.wrong{stroke:var(--fail,#a81826)}
.figure .ct.wrong,.figure .vt.wrong,.figure .cross,.figure .short{stroke:var(--fail,#a81826);stroke-width:2.6;fill:none}
.figure .tap.wrong{fill:var(--fail,#a81826)}
.figure .meter-box{fill:var(--ground,#f4f6f8);stroke:var(--line-strong,#8592a3)}
.figure .terminal{fill:var(--paper,#fff);stroke:var(--ink,#1b2430);stroke-width:1.6}
.figure .terminal.unused{stroke-dasharray:2 2}
.figure text.wire-mark{fill:var(--ink-soft,#4d5a6a)}
.figure text.wire-mark.wrong{fill:var(--fail,#a81826);font-weight:650}
.figure .fault-mark{fill:var(--fail,#a81826)}
.figure text.fault-number{fill:var(--on-sign,#fff);font-size:11px;font-weight:700}
.figure text.fault-name{fill:var(--fail,#a81826);font-weight:650}
.figure .zero{stroke:var(--line-strong,#8592a3);stroke-width:1}
.figure .wave{fill:none;stroke-width:1.8}
.figure .wave.current{stroke-dasharray:6 4}
.figure text.strong{font-weight:700;font-size:13px}
`;
