/** The looks of the description's page, in light and in dark. */
export const style = `
:root{color-scheme:light dark;--text:light-dark(#1c2430,#e4e8ee);--dim:light-dark(#586374,#9aa5b5);--back:light-dark(#fff,#14181f);
--card:light-dark(#f5f7fa,#1c222c);--line:light-dark(#d9dfe7,#303846);--link:light-dark(#1257a8,#7db4f5)}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:13rem minmax(0,60rem);gap:2.5rem;font:15px/1.55 system-ui,sans-serif;color:var(--text);background:var(--back)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:1.5rem 0 1.5rem 1.5rem}
nav ul{list-style:none;margin:0;padding:0}nav li{padding:.15rem 0}
.title{display:block;margin-bottom:.75rem;font-size:1.15rem;font-weight:650;color:var(--text)}
small{color:var(--dim)}
main{padding:1.5rem 1.5rem 4rem 0;min-width:0}
h1{margin:0 0 .5rem;font-size:1.7rem}h2{margin:2.25rem 0 .25rem;font-size:1.25rem;scroll-margin-top:1rem}
h4{margin:1.1rem 0 .35rem;font-size:.95rem}section>p{margin:0 0 .75rem;color:var(--dim)}
code{font:13px/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;overflow-wrap:anywhere}
details{margin:.4rem 0;border:1px solid var(--line);border-radius:8px;background:var(--card)}
summary{display:flex;flex-wrap:wrap;gap:.2rem .7rem;align-items:baseline;padding:.5rem .75rem;cursor:pointer;border-radius:8px}
summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
summary span:last-child{color:var(--dim)}
details>div{padding:0 .9rem .9rem;border-top:1px solid var(--line)}
.method{min-width:4.2rem;padding:0 .45rem;border-radius:5px;font-size:.78rem;font-weight:700;text-align:center;color:#fff}
.GET{background:#1a63b8}.POST{background:#1f7a43}.PUT{background:#8a5a00}.DELETE{background:#b3261e}
table{border-collapse:collapse;width:100%}td{padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
td:nth-child(2),td:nth-child(3){color:var(--dim);white-space:nowrap}
.type{margin:.2rem 0;color:var(--dim);font-size:.85rem}
.schema ul{margin:.2rem 0 .2rem .3rem;padding-left:1rem;border-left:1px solid var(--line);list-style:none}.schema li{padding:.1rem 0}
i{font-style:normal;color:var(--dim)}.optional{font-size:.8rem}
@media (max-width:50rem){body{display:block}nav{position:static;max-height:none;padding:1rem}nav ul{display:flex;flex-wrap:wrap;gap:.2rem .8rem}main{padding:1rem}}
`;
