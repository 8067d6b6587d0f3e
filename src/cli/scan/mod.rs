//! `reckoner scan`: what is seen in a text, before anything is normalized or
//! reconciled. Values and units are as printed, scale words multiplied out.

mod jsonl;
mod seen;
mod text;

use std::io::{BufRead, Read as _, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use self::seen::Seen;
use super::args::{Common, Lang, ScanArgs, ScanFormat};
use super::out::{self, Out};
use super::{DEFAULT_CONFIG, load};
use crate::config::file::{self, Fault};
use crate::config::{Config, Replace};
use crate::error::{EXIT_OK, Error, Result};
use crate::extract::{self, Lexicon};
use crate::ingest::Format;
use crate::model::{Area, Language, PartialDate, Report, ReportId, ReportMeta};

/// Largest text, in bytes, where no configuration says otherwise.
const MAX_BYTES: u64 = 16 << 20;
/// Files that are read before the first of them is shown: what bounds the memory.
const FILES_AT_ONCE: usize = 8;
/// ISO 3166 leaves `ZZ` to its users; here it is "no area is known".
const NO_AREA: &str = "ZZ";

/// Shows what is seen in files, in standard input, or in lines of JSON.
///
/// # Errors
/// [`Error::Missing`], [`Error::Corrupt`] and [`Error::Io`] naming the file or line.
pub(super) fn run(args: &ScanArgs, common: &Common) -> Result<u8> {
    let config = config(common)?;
    let scanner = Scanner::new(config.as_ref())?;
    if args.jsonl {
        scanner.answer_lines(std::io::stdin().lock(), out::data())?;
        return Ok(EXIT_OK);
    }
    let mut out = Out::new(common);
    let language = match args.lang {
        Lang::En => Language::En,
        Lang::Vi => Language::Vi,
    };
    let style =
        text::Style { coloured: out::coloured(common), named: args.files.len() > 1, verbose: common.verbose > 0 };
    let mut objects = Vec::new();
    let mut show = |texts: Vec<Text>, out: &mut Out| -> Result<()> {
        let reports: Vec<Report> =
            texts.into_iter().map(|text| scanner.report(text, language, args.published)).collect::<Result<_>>()?;
        match (common.json, args.format) {
            (true, _) => {
                let seen = scanner.see_all(&reports)?;
                for one in seen {
                    objects.push(one.json(&Value::from(one.report.meta.id.as_str()))?);
                }
            }
            (false, ScanFormat::Csv) => scanner.rows(&reports)?,
            (false, ScanFormat::Text) => {
                for one in &scanner.see_all(&reports)? {
                    out.text(&text::shown(one, &style))?;
                }
            }
        }
        Ok(())
    };
    if !common.json && args.format == ScanFormat::Csv {
        seen::header(out::data())?;
    }
    if args.files.is_empty() {
        show(vec![scanner.stdin()?], &mut out)?;
    }
    for paths in args.files.chunks(FILES_AT_ONCE) {
        show(scanner.files(paths)?, &mut out)?;
    }
    if common.json {
        // Piece by piece: together they may be large.
        out.text("{\"reports\":[")?;
        for (at, object) in objects.iter().enumerate() {
            out.text(if at == 0 { "" } else { "," })?;
            out.text(object)?;
        }
        out.text("]}\n")?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

/// The configuration that was named, else the one that lies here, else none.
fn config(common: &Common) -> Result<Option<Config>> {
    if common.config.is_some() || Path::new(DEFAULT_CONFIG).exists() {
        return load(common, &Replace::default()).map(Some);
    }
    Ok(None)
}

/// A text that was read, before anything is said about it.
struct Text {
    id: String,
    path: PathBuf,
    format: Format,
    bytes: Vec<u8>,
}

/// What is needed to see anything.
pub struct Scanner<'c> {
    config: Option<&'c Config>,
    lexicon: Lexicon,
    area: Area,
    limit: u64,
}

impl<'c> Scanner<'c> {
    /// The shipped vocabularies, with the terms and limits of a configuration if there is one.
    ///
    /// # Errors
    /// As [`Lexicon::new`].
    pub fn new(config: Option<&'c Config>) -> Result<Self> {
        let no_area = NO_AREA.parse().map_err(|why| Error::Unexpected(format!("{why}")))?;
        Ok(Self {
            config,
            lexicon: Lexicon::new(config)?,
            area: config.map_or(no_area, |config| config.project.default_area.clone()),
            limit: config.map_or(MAX_BYTES, |config| config.ingest.max_report_bytes),
        })
    }

    /// Answers lines of JSON, as `scan --jsonl` does.
    ///
    /// # Errors
    /// [`Error::Corrupt`] naming the first line that is none, those before it being answered; [`Error::Io`].
    pub fn answer_lines(&self, input: impl BufRead, out: impl Write) -> Result<()> {
        jsonl::run(self, input, out)
    }

    fn stdin(&self) -> Result<Text> {
        let path = PathBuf::from("standard input");
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(self.limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|why| Error::io(&path, "reading", why))?;
        if bytes.len() as u64 > self.limit {
            return Err(self.too_large(path, None));
        }
        Ok(Text { id: "stdin".to_owned(), path, format: Format::Text, bytes })
    }

    fn files(&self, paths: &[PathBuf]) -> Result<Vec<Text>> {
        let text = |path: &PathBuf| {
            let bytes = file::read(path, self.limit).map_err(|fault| self.fault(path, fault))?;
            let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            Ok(Text { id, path: path.clone(), format: Format::of(path).unwrap_or(Format::Text), bytes })
        };
        paths.iter().map(text).collect()
    }

    fn fault(&self, path: &Path, fault: Fault) -> Error {
        let file = path.to_owned();
        match fault {
            Fault::Missing => {
                Error::Missing { file, message: "is not there".to_owned(), help: "mend the path".to_owned() }
            }
            Fault::NotAFile(what) => {
                Error::Corrupt { file, message: format!("is {what}"), help: "name a regular file".to_owned() }
            }
            Fault::TooLarge(bytes) => self.too_large(file, Some(bytes)),
            Fault::Io(why) => Error::io(path, "reading", why),
        }
    }

    fn too_large(&self, file: PathBuf, bytes: Option<u64>) -> Error {
        let length = bytes.map_or("is longer".to_owned(), |bytes| format!("has {bytes} bytes"));
        Error::Corrupt {
            file,
            message: format!("{length}; at most {} are read", self.limit),
            help: "split it, or raise `max_report_bytes` of [ingest] in the configuration".to_owned(),
        }
    }

    fn report(&self, text: Text, language: Language, published: Option<PartialDate>) -> Result<Report> {
        let meta = self.meta(&text.id, language, published)?;
        let document = text.format.read(&text.path, &meta, text.bytes).map_err(|problem| {
            let place =
                problem.place.map(|(line, column)| format!("line {line}, column {column}: ")).unwrap_or_default();
            Error::Corrupt { file: problem.file, message: place + &problem.message, help: problem.help }
        })?;
        Ok(Report::prose(meta, String::new(), document.text, document.body_start))
    }

    fn meta(&self, id: &str, language: Language, published: Option<PartialDate>) -> Result<ReportMeta> {
        let id: ReportId = id.parse().map_err(|why| Error::Usage(format!("{why}")))?;
        Ok(ReportMeta { published, ..ReportMeta::unlisted(id, language, self.area.clone()) })
    }

    fn see_all<'r>(&self, reports: &'r [Report]) -> Result<Vec<Seen<'r>>> {
        reports.par_iter().map(|report| self.see(report)).collect()
    }

    /// Writes the claims of texts as lines of CSV; those of one alone as they are read.
    fn rows(&self, reports: &[Report]) -> Result<()> {
        if let [report] = reports {
            return seen::rows(report, &self.lexicon, self.config, out::data());
        }
        let lines = |report: &Report| {
            let mut lines = Vec::new();
            seen::rows(report, &self.lexicon, self.config, &mut lines).map(|()| lines)
        };
        for lines in reports.par_iter().map(lines).collect::<Result<Vec<_>>>()? {
            out::data().write_all(&lines).map_err(out::failed)?;
        }
        Ok(())
    }

    fn see<'r>(&self, report: &'r Report) -> Result<Seen<'r>> {
        Seen::new(report, extract::read(report, &self.lexicon), self.config)
    }
}
