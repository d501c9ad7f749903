//! The command line as clap declares it, in either language: commands, flags and their help,
//! nothing of what they do. What was given comes out typed ([`CommandLine`]); no name of a flag is
//! asked for elsewhere.

mod complaint;
mod given;

pub use complaint::complaint;
pub use given::{
    CommandLine, Format, Given, Judging, Reading, RowFormat, Starting, language, parse,
};

use crate::read::Limit;
use crate::words::{Lang, Words};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

const ABOUT: Words = Words::new(
    "工会：检查各校工会报来的工作簿，对照年度计划，写出可以打印签字的报表",
    "Checks the workbooks of school trade unions, measures them against the year's plan, and writes the workbooks that are signed",
);
const AFTER: Words = Words::new(
    "先试一试：gonghui demo\n退出码：0 没有问题；1 有错误或未达标；2 命令写错；3 有文件读不了或写不了（其余照常完成）",
    "Try it: gonghui demo\nExit codes: 0 nothing wrong; 1 errors found or targets missed; 2 the command line is wrong; 3 something could not be read or written (the rest was done)",
);

/// A flag that takes part in several commands.
struct Flag {
    id: &'static str,
    value: Words,
    help: Words,
}

const PLAN: Flag = Flag {
    id: "plan",
    value: Words::new("文件", "FILE"),
    help: Words::new(
        "年度计划的工作簿；不给时用输入里的计划，再没有就用内置的",
        "the plan's workbook; else one found among the inputs, else the built-in plan",
    ),
};
const OUT: Flag = Flag {
    id: "out",
    value: Words::new("文件夹", "DIR"),
    help: Words::new("写到哪个文件夹", "the folder to write to"),
};
const PERIOD: Flag = Flag {
    id: "period",
    value: Words::new("期间", "PERIOD"),
    help: Words::new(
        "2023、2023-09、2023-2024 或 2023-2024-1；不给时取数据里最新的学期",
        "2023, 2023-09, 2023-2024 or 2023-2024-1; else the newest term in the data",
    ),
};
/// Of `extract`, which sums nothing up.
const PERIOD_OF_ROWS: Flag = Flag {
    id: "period",
    value: PERIOD.value,
    help: Words::new(
        "2023、2023-09、2023-2024 或 2023-2024-1：只要这期间的行（经费审查、互助保障按年度），没有日期的行和表照样输出；不给时输出全部",
        "2023, 2023-09, 2023-2024 or 2023-2024-1: only rows dated in it (audits and mutual aid: of its year), and rows and tables without dates; else all",
    ),
};
/// Of `extract`, whose rows go to stdout as well.
const OUT_OF_ROWS: Flag = Flag {
    id: "out",
    value: OUT.value,
    help: Words::new(
        "写到哪个文件夹；不给时 csv 和 parquet 写到 reports，jsonl 写到标准输出",
        "the folder to write to; else csv and parquet go to reports, jsonl to stdout",
    ),
};
const UNIT: Flag = Flag {
    id: "unit",
    value: Words::new("单位", "NAME"),
    help: Words::new("只看这一个单位", "this unit alone"),
};

/// Where outputs are written if nothing else is said.
const FOLDER: &str = "reports";

fn flag(flag: &Flag, lang: Lang) -> Arg {
    Arg::new(flag.id)
        .long(flag.id)
        .value_name(flag.value.get(lang))
        .help(flag.help.get(lang))
}

/// Flags that every command takes.
fn common(lang: Lang) -> [Arg; 4] {
    [
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_parser(PossibleValuesParser::new(["zh", "en"]))
            .value_name("zh|en")
            .help(
                Words::new(
                    "语言；默认随系统，否则中文",
                    "the language; the system's, else Chinese",
                )
                .get(lang),
            ),
        Arg::new("color")
            .long("color")
            .global(true)
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .default_value("auto")
            .value_name("auto|always|never")
            .help(Words::new("终端里用不用颜色", "colours in the terminal").get(lang)),
        Arg::new("quiet")
            .long("quiet")
            .short('q')
            .global(true)
            .action(ArgAction::SetTrue)
            .help(
                Words::new(
                    "只说写出了什么和出了什么错",
                    "say only what was written and what failed",
                )
                .get(lang),
            ),
        // For who works at the program: not in the help. Last, so that the others keep their order there.
        Arg::new("timings")
            .long("timings")
            .global(true)
            .hide(true)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf)),
    ]
}

/// Flags of the commands that read workbooks.
fn reading(command: Command, period: &Flag, lang: Lang) -> Command {
    command
        .arg(
            Arg::new("paths")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .value_name(Words::new("路径", "PATH").get(lang))
                .help(Words::new("文件或文件夹，可以写几个", "files and folders").get(lang)),
        )
        .arg(flag(&PLAN, lang).value_parser(value_parser!(PathBuf)))
        .arg(flag(period, lang))
        .arg(flag(&UNIT, lang))
        .arg(
            Arg::new("jobs")
                .long("jobs")
                .value_parser(value_parser!(u16).range(1..))
                .value_name("N")
                .help(
                    Words::new(
                        "同时读几个文件；默认等于处理器数",
                        "how many files are read at once; one a processor",
                    )
                    .get(lang),
                ),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .action(ArgAction::Append)
                .value_name(Words::new("上限=数值", "LIMIT=N").get(lang))
                .help(limits_help(lang)),
        )
}

/// What `--limit` takes: each limit's name, what it counts, and its default.
fn limits_help(lang: Lang) -> String {
    let listed: Vec<String> = Limit::all()
        .map(|limit| {
            let title = limit.title();
            format!("{}={} ({})", limit.id(), limit.default(), title.get(lang))
        })
        .collect();
    let intro = Words::new(
        "读一个文件的上限，可以写几次；默认：",
        "a limit for each file, may be given several times; by default: ",
    );
    format!("{}{}", intro.get(lang), listed.join(", "))
}

/// Flags of the commands that judge.
fn judging(command: Command, lang: Lang) -> Command {
    reading(command, &PERIOD, lang)
        .arg(
            flag(&OUT, lang)
                .value_parser(value_parser!(PathBuf))
                .default_value(FOLDER),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(PossibleValuesParser::new(["human", "json"]))
                .default_value("human")
                .value_name("human|json")
                .help(Words::new("标准输出的格式", "what stdout holds").get(lang)),
        )
        .arg(
            Arg::new("strict")
                .long("strict")
                .action(ArgAction::SetTrue)
                .help(
                    Words::new(
                        "有警告或无数据的目标时也以 1 退出",
                        "exit with 1 on warnings and targets without data too",
                    )
                    .get(lang),
                ),
        )
}

fn folder(lang: Lang, help: Words, default: &'static str) -> Arg {
    Arg::new("dir")
        .value_parser(value_parser!(PathBuf))
        .default_value(default)
        .value_name(Words::new("文件夹", "DIR").get(lang))
        .help(help.get(lang))
}

fn force(lang: Lang) -> Arg {
    Arg::new("force")
        .long("force")
        .action(ArgAction::SetTrue)
        .help(
            Words::new(
                "已有的文件和要写的不一样时也覆盖；默认原样保留",
                "write over files that differ, too; they are left as they are otherwise",
            )
            .get(lang),
        )
}

/// An id that a command takes, or none.
fn id(lang: Lang, help: Words) -> Arg {
    Arg::new("id").value_name("ID").help(help.get(lang))
}

/// What a newcomer runs first.
fn starting(lang: Lang) -> Vec<Command> {
    let sub = |name: &'static str, about: Words| Command::new(name).about(about.get(lang));
    vec![
        sub(
            "demo",
            Words::new(
                "写出内置的样例区，并对它跑完全部命令",
                "write the built-in sample district and run everything over it",
            ),
        )
        .arg(folder(lang, Words::new("写到哪里", "where to"), "demo"))
        .arg(force(lang)),
        sub(
            "template",
            Words::new(
                "写出空白的填报模板和年度计划",
                "write blank workbooks to fill in, and the plan",
            ),
        )
        .arg(folder(lang, Words::new("写到哪里", "where to"), "."))
        .arg(force(lang)),
    ]
}

/// The jobs that pay for it.
fn jobs(lang: Lang) -> Vec<Command> {
    let sub = |name: &'static str, about: Words| Command::new(name).about(about.get(lang));
    vec![
        judging(
            sub(
                "check",
                Words::new(
                    "月度核对：找出问题，给每个单位写一份反馈",
                    "monthly validation: findings, and one feedback workbook a unit",
                ),
            ),
            lang,
        ),
        judging(
            sub(
                "report",
                Words::new(
                    "期末报告：给每个单位写一份，供财务打印签字",
                    "the finance officer's end-of-term workbook, one a unit",
                ),
            ),
            lang,
        ),
        judging(
            sub(
                "district",
                Words::new(
                    "区汇总：谁没报、错在哪、哪些没达标",
                    "the district's summary workbook",
                ),
            ),
            lang,
        ),
        reading(
            sub(
                "extract",
                Words::new(
                    "读出来的每一行数据，附出处",
                    "the typed rows themselves, with where each came from",
                ),
            ),
            &PERIOD_OF_ROWS,
            lang,
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(PossibleValuesParser::new(["jsonl", "csv", "parquet"]))
                .default_value("jsonl")
                .value_name("jsonl|csv|parquet")
                .help(
                    Words::new(
                        "格式；csv 和 parquet 每张表写一个文件",
                        "the format; csv and parquet write one file a table",
                    )
                    .get(lang),
                ),
        )
        .arg(flag(&OUT_OF_ROWS, lang).value_parser(value_parser!(PathBuf))),
    ]
}

/// What can be looked up.
fn reference(lang: Lang) -> Vec<Command> {
    let sub = |name: &'static str, about: Words| Command::new(name).about(about.get(lang));
    vec![
        sub(
            "explain",
            Words::new(
                "解释一个编号、指标、目标、表或列；给出文件，则说明每张工作表认作什么、为什么",
                "what a code, metric, target, table or column means; of a file, what each sheet is taken for, and why",
            ),
        )
        .arg(id(
            lang,
            Words::new(
                "例如 D101、dues_rate、会费收缴，或 报表.xlsx、报表.xlsx!签到；不写则列出全部",
                "such as D101, dues_rate, dues, or a file: returns.xlsx, returns.xlsx!Sheet2; none lists them all",
            ),
        )),
        sub(
            "schema",
            Words::new(
                "以 JSON Table Schema 输出表的结构",
                "the tables as JSON Table Schema",
            ),
        )
        .arg(id(
            lang,
            Words::new(
                "表的编号，如 dues；不写则输出全部",
                "a table's id, such as dues; none prints them all",
            ),
        )),
        sub(
            "completions",
            Words::new(
                "输出命令行补全脚本；man 输出手册页",
                "shell completions; man for the manual page",
            ),
        )
        .arg(
            Arg::new("shell")
                .required(true)
                .value_parser(PossibleValuesParser::new([
                    "bash",
                    "zsh",
                    "fish",
                    "powershell",
                    "elvish",
                    "man",
                ]))
                .value_name("SHELL"),
        ),
    ]
}

/// The whole command line, its help in `lang`.
pub fn command(lang: Lang) -> Command {
    let command = Command::new("gonghui")
        .version(env!("CARGO_PKG_VERSION"))
        .about(ABOUT.get(lang))
        .after_help(AFTER.get(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(common(lang))
        .subcommands(starting(lang))
        .subcommands(jobs(lang))
        .subcommands(reference(lang));
    in_language(command, lang)
}

/// Puts what clap itself says of a command, and of its subcommands, into `lang`.
fn in_language(command: Command, lang: Lang) -> Command {
    let help = Words::new("显示这份帮助", "show this help");
    let version = Words::new("显示版本", "show the version");
    let has_version = command.get_version().is_some();
    let mut command = command
        .help_template(TEMPLATE.get(lang))
        .subcommand_help_heading(Words::new("命令", "Commands").get(lang))
        .subcommand_value_name(Words::new("命令", "COMMAND").get(lang))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(help.get(lang)),
        )
        .mut_args(|arg| {
            let heading = match arg.is_positional() {
                true => Words::new("参数", "Arguments"),
                false => Words::new("选项", "Options"),
            };
            let arg = arg.help_heading(heading.get(lang));
            match arg.get_action().takes_values() {
                true => with_default(arg, lang),
                false => arg,
            }
        });
    if has_version {
        command = command.arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help_heading(Words::new("选项", "Options").get(lang))
                .help(version.get(lang)),
        );
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_string())
        .collect();
    for name in names {
        command = command.mut_subcommand(name, |sub| in_language(sub, lang));
    }
    command
}

/// Says an argument's default in `lang`; its values stand in its name.
fn with_default(arg: Arg, lang: Lang) -> Arg {
    let default: Vec<String> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    if default.is_empty() {
        return arg;
    }
    let said = Words::new("{help}（默认 {default}）", "{help} (default: {default})");
    arg.help(said.fill(lang, &[("help", &help), ("default", &default.join(" "))]))
}

const TEMPLATE: Words = Words::new(
    "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n",
    "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n",
);
