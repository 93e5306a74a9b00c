/** The style of the page: dark or light as the reader has it, one column where it is narrow. */
export const CSS = `:root {
  color-scheme: light dark;
  --text: #1b1f24; --quiet: #57606a; --ground: #f6f8fa; --card: #fff; --line: #d0d7de;
  --accent: #0550ae; --good: #116329; --bad: #a40e26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9da7b3; --ground: #0d1117; --card: #161b22; --line: #3d444d;
    --accent: #79b8ff; --good: #56d364; --bad: #ff8182;
  }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--ground); color: var(--text);
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.3rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; overflow-wrap: anywhere; }
header { margin-bottom: 1rem; }
#status { min-height: 1.45em; margin: 0 0 .25rem; color: var(--quiet); }
#status.bad { color: var(--bad); }
main { display: grid; gap: 1rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) {
  main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  main > section:first-child { grid-row: span 2; }
}
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .25rem 0; }
.fields { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
  align-items: end; }
label { color: var(--quiet); }
.fields label { display: grid; }
input, select, button { font: inherit; color: inherit; background: var(--card); padding: .3rem .6rem;
  border: 1px solid var(--line); border-radius: .35rem; max-width: 100%; min-width: 0; }
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
button[aria-pressed="true"], button[aria-current="true"] { border-color: var(--accent);
  color: var(--accent); font-weight: 600; }
ul { list-style: none; margin: 0; padding: 0; }
.kinds { display: flex; flex-wrap: wrap; gap: .35rem; }
.kinds button { overflow-wrap: anywhere; text-align: left; }
details { border-top: 1px solid var(--line); padding: .3rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; font-size: .85rem;
  background: var(--ground); padding: .5rem; border-radius: .35rem; max-height: 24rem;
  overflow: auto; }
.good { color: var(--good); } .bad { color: var(--bad); } .quiet { color: var(--quiet); }
#faults li { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .3rem 0;
  justify-content: space-between; overflow-wrap: anywhere; }
`;
