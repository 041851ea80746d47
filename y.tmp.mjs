import * as Y from 'yaml';
const o={schema:'failsafe', uniqueKeys:false, prettyErrors:false, logLevel:'silent'};
function run(text){ const lc=new Y.LineCounter(); const p=new Y.Parser(lc.addNewLine); const l=new Y.Lexer(); const toks=[]; let max=0;
 for (const x of l.lex(text)) { for (const t of p.next(x)) toks.push(t); if (p.stack.length>max) max=p.stack.length; if (p.stack.length>42) return 'deep@'+p.offset; }
 for (const t of p.end()) toks.push(t);
 const docs=[...new Y.Composer(o).compose(toks,false,text.length)]; return max+' docs'+docs.length+' errs'+docs.reduce((a,d)=>a+d.errors.length,0)+docs[0]?.errors[0]?.code; }
console.log(run('a: 1'), run('[[[1]]]'), run('a:\n  b:\n    c: 1'), run('- - - 1'));
for (const u of ['[','{','- ','{a: ','[[1],','- - ? ','&a ','"', '!a ', '? ','a: b: ', "['",'%','---\n','...\n','*a\n', '>\n','- \n ', 'a: [\n','a','#','a: 1\n',' ','\n','\t', '"a\n','a: |\n ','[],',',',':',': ','x\n',' x\n- ','\r','}','] ', '{}\n','? a\n: b\n','%a\n','|\n'] ) { const n=2000000; const t=Date.now(); let r; try { r=run(u.repeat(n/u.length)); } catch(e){r=e.constructor.name+e.message} const ms=Date.now()-t; if (ms>1500) console.log(n, JSON.stringify(u), ms,'ms', r);}
