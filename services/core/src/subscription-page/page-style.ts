/** The whole look of the page; nothing is fetched from anywhere. */
export const pageStyle = `
:root{--bg:#f4f6fb;--card:#fff;--ink:#121826;--soft:#5b6478;--line:#e4e8f1;--accent:#4f46e5;--accent-ink:#fff;--tint:#eef0ff;
--good:#0f8a5f;--good-bg:#e3f7ee;--warn:#a15c00;--warn-bg:#fff3dd;--bad:#b3261e;--bad-bg:#fde9e7;--shadow:0 1px 2px rgba(18,24,38,.05),0 8px 24px rgba(18,24,38,.06)}
@media (prefers-color-scheme:dark){:root{--bg:#0d111a;--card:#161c29;--ink:#eef1f8;--soft:#9aa5bb;--line:#263044;--accent:#8b8bff;--accent-ink:#0d111a;--tint:#1f2540;
--good:#5fe0ac;--good-bg:#10352a;--warn:#ffc46b;--warn-bg:#3a2a0d;--bad:#ff9b92;--bad-bg:#3f1a18;--shadow:0 1px 2px rgba(0,0,0,.4),0 8px 24px rgba(0,0,0,.35)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;color-scheme:light dark}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.page{max-width:1040px;margin:0 auto;padding:20px 16px 56px;display:grid;gap:16px}
header{display:flex;align-items:center;gap:12px;padding:4px 2px}
header h1{font-size:1.35rem;line-height:1.25;margin:0;font-weight:700;letter-spacing:-.01em}
header p{margin:0;color:var(--soft);font-size:.92rem}
.mark{flex:none;width:44px;height:44px;border-radius:13px;background:linear-gradient(140deg,#6d63ff,#2aa7ff);display:grid;place-items:center;color:#fff}
.grow{flex:1;min-width:0}
.langs{display:flex;border:1px solid var(--line);border-radius:999px;overflow:hidden;background:var(--card);flex:none}
.langs a{padding:6px 12px;font-size:.85rem;text-decoration:none;color:var(--soft);font-weight:600}
.langs a[aria-current]{background:var(--tint);color:var(--accent)}
.card{background:var(--card);border:1px solid var(--line);border-radius:20px;padding:20px;box-shadow:var(--shadow);min-width:0}
.card h2{font-size:1.05rem;margin:0 0 12px;letter-spacing:-.005em}
.card p{margin:0 0 12px}.card p:last-child{margin-bottom:0}
p.notice{margin:0;border-left:4px solid var(--accent);white-space:pre-line}
.row{display:flex;align-items:center;justify-content:space-between;gap:12px;flex-wrap:wrap}
.pill{display:inline-flex;align-items:center;gap:8px;padding:5px 12px;border-radius:999px;font-weight:600;font-size:.9rem;background:var(--good-bg);color:var(--good)}
.pill::before{content:"";width:8px;height:8px;border-radius:50%;background:currentColor}
.pill.warn{background:var(--warn-bg);color:var(--warn)}.pill.bad{background:var(--bad-bg);color:var(--bad)}
.bar{height:12px;border-radius:999px;background:var(--line);overflow:hidden;margin:14px 0 8px;display:block;width:100%}
.bar rect{fill:var(--accent)}.bar.full rect{fill:var(--bad)}
.big{font-size:1.6rem;font-weight:700;letter-spacing:-.02em}
.soft{color:var(--soft);font-size:.92rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:16px 0 0}
.facts div{background:var(--bg);border-radius:14px;padding:12px 14px}
.facts dt{color:var(--soft);font-size:.85rem}.facts dd{margin:2px 0 0;font-weight:600}
.two,.column{display:grid;gap:16px;min-width:0;align-content:start}
.buttons{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:8px}
.row h2{margin:0}
@media (min-width:860px){.two{grid-template-columns:minmax(0,5fr) minmax(0,4fr);align-items:start}.page{padding-top:36px}}
.tabs{display:flex;gap:2px;background:var(--bg);border-radius:14px;padding:5px;margin-bottom:14px}
.tabs label{flex:1 1 auto;text-align:center;padding:8px 3px;white-space:nowrap;border-radius:10px;font-size:.9rem;font-weight:600;color:var(--soft);cursor:pointer}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.panel{display:none}
#p-ios:checked~.tabs [for=p-ios],#p-android:checked~.tabs [for=p-android],#p-windows:checked~.tabs [for=p-windows],#p-macos:checked~.tabs [for=p-macos],#p-linux:checked~.tabs [for=p-linux]{background:var(--card);color:var(--ink);box-shadow:var(--shadow)}
#p-ios:checked~.s-ios,#p-android:checked~.s-android,#p-windows:checked~.s-windows,#p-macos:checked~.s-macos,#p-linux:checked~.s-linux{display:block}
input.sr:focus-visible~.tabs{outline:3px solid var(--accent);outline-offset:2px}
.apps{display:grid;gap:10px;margin:0 0 16px;padding:0;list-style:none}
.apps li{display:flex;align-items:center;gap:12px;border:1px solid var(--line);border-radius:14px;padding:10px 12px}
.apps .grow{color:var(--ink);font-size:.98rem;font-weight:600;overflow-wrap:break-word;text-decoration:underline var(--line) from-font;text-underline-offset:4px}
@media (max-width:380px){.badge{display:none!important}.tabs{padding:4px;gap:0}.tabs label{font-size:.75rem}}
.badge{flex:none;width:38px;height:38px;border-radius:11px;background:var(--tint);color:var(--accent);display:grid;place-items:center;font-weight:700}
.button{display:inline-flex;align-items:center;justify-content:center;gap:6px;min-height:40px;padding:8px 16px;border-radius:12px;border:1px solid transparent;background:var(--accent);color:var(--accent-ink);font:inherit;font-weight:600;font-size:.93rem;text-decoration:none;cursor:pointer;white-space:nowrap}
.button.quiet{background:transparent;border-color:var(--line);color:var(--ink)}
.steps{margin:0;padding-left:1.25em;display:grid;gap:6px;color:var(--soft)}
.link{display:flex;gap:8px;margin-top:12px}
.link input{flex:1;min-width:0;border:1px solid var(--line);background:var(--bg);color:var(--soft);border-radius:12px;padding:9px 12px;font:inherit;font-size:.9rem}
.qr{background:#fff;border-radius:16px;padding:10px;width:min(100%,260px);aspect-ratio:1;margin:0 auto 12px;display:block;border:1px solid var(--line)}
.entries{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.entries details{border:1px solid var(--line);border-radius:14px}
.entries summary{display:flex;align-items:center;gap:10px;padding:11px 14px;cursor:pointer;list-style:none;font-weight:600}
.entries summary::-webkit-details-marker{display:none}
.entries summary::after{content:"";flex:none;width:8px;height:8px;border-right:2px solid var(--soft);border-bottom:2px solid var(--soft);transform:rotate(45deg) translate(-2px,-2px);transition:transform .15s}
.entries details[open] summary::after{transform:rotate(225deg) translate(-2px,-2px)}
.entries .open{padding:4px 14px 16px;display:grid;gap:12px;justify-items:center}
.devices{list-style:none;margin:0;padding:0;display:grid}
.devices li{display:flex;align-items:center;gap:12px;padding:11px 0;border-top:1px solid var(--line)}
.devices li:first-child{border-top:0}
.devices form{margin:0}
footer{color:var(--soft);font-size:.88rem;text-align:center;padding-top:4px}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`;

/** Copies what a button says it copies; and marks the platform at hand. Without it the page does all but that. */
export const pageScript = `
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const said = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = said; }, 1500);
  });
}
`;
