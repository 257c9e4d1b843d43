// Renders records with one of the npm peers: a request a line on standard input, its cost a line on standard output.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [modules, peer, templateFile, recordsFile] = process.argv.slice(2);
const library = (name) => require(path.join(modules, name));
const records = JSON.parse(fs.readFileSync(recordsFile, "utf8"));

function docxtemplater(reused) {
  const Docxtemplater = library("docxtemplater");
  const PizZip = library("pizzip");
  const content = fs.readFileSync(templateFile);
  const pristine = new PizZip(content);
  const open = () => {
    if (!reused) return new PizZip(content);
    const zip = pristine.shallowClone();
    zip.files = { ...pristine.files };
    return zip;
  };
  return (record, done) => {
    const document = new Docxtemplater(open(), { paragraphLoop: true, linebreaks: true });
    document.render(record);
    done(document.toBuffer());
  };
}

function carbone() {
  const engine = library("carbone");
  return (record, done) =>
    engine.render(templateFile, record, (error, result) => {
      if (error) throw error;
      done(result);
    });
}

const render = { docxtemplater: () => docxtemplater(false), "docxtemplater-reused": () => docxtemplater(true), carbone }[peer]();

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { record, output } = JSON.parse(line);
  const cpu = process.cpuUsage();
  render(records[record], (data) => {
    const used = process.cpuUsage(cpu);
    if (output) fs.writeFileSync(output, data);
    process.stdout.write(`${JSON.stringify({ microseconds: used.user + used.system })}\n`);
  });
});
