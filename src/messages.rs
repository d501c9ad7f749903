//! Sentences that belong to no table, rule, metric or sheet: of the command line and of errors.

use crate::words::Words;

/// Why a sheet has no table.
pub const SHEET_EMPTY: Words = Words::new("空表", "the sheet is empty");
/// Why a sheet has no table.
pub const SHEET_OF_TEMPLATE: Words =
    Words::new("模板自带的说明页", "a page that the template brings along");
/// Why a sheet has no table.
pub const SHEET_WITHOUT_HEADER: Words = Words::new(
    "前 30 行（空行不算）里没有认出任何一种表的表头",
    "none of its first 30 rows (empty ones not counted) is the header of a table",
);
/// A reason for a table: where it stands.
pub const SEEN_AT: Words = Words::new("（{cell}）", " ({cell})");
/// A reason for a table or against it: a label.
pub const SEEN_LABEL: Words = Words::new("“{text}”列{at}", "the column {text}{at}");
/// A reason for a table: months or parts of a date across.
pub const SEEN_PARTS: Words = Words::new(
    "“{text}”{at}等列各是一个月，或日期的一部分",
    "the columns from {text}{at} on, each a month or a part of a date",
);
/// A reason for a table or against it: a required column, there or missing.
pub const SEEN_REQUIRED: Words = Words::new("必填的“{text}”列", "the required column {text}");
/// A reason for a table: the sheet's name.
pub const SEEN_SHEET_NAME: Words = Words::new("工作表名“{text}”", "the sheet's name, {text}");
/// A reason for a table: a line above the header.
pub const SEEN_TITLE: Words = Words::new("标题“{text}”{at}", "the title {text}{at}");
/// A reason for a table: the file's name.
pub const SEEN_FILE_NAME: Words = Words::new("文件名“{text}”", "the file's name, {text}");
/// A reason for a form.
pub const SEEN_FORM_ROWS: Words = Words::new(
    "从“{text}”{at}起左边项目、右边内容",
    "from {text}{at} on, labels beside their values",
);
/// Why a sheet has no table.
pub const SHEET_OF_OTHER_PURPOSE: Words = Words::new(
    "像{value}，不是要上报的表",
    "it looks like a {value}, which is not to be reported",
);
/// What a sheet without a table holds.
pub const HOLDS_NO_TABLE: Words =
    Words::new("里没有认出任何一种表", " holds no table that is known");
/// What a sheet without a table looks like.
pub const LOOKS_LIKE: Words = Words::new("像{value}", " looks like a {value}");
/// By which labels.
pub const BY_LABELS: Words = Words::new("（有“{value}”）", " (it has {value})");
/// By how its labels and values stand.
pub const BY_FORM: Words = Words::new(
    "（左边项目、右边内容，不是一行一笔）",
    " (labels beside their values, not a row each)",
);
/// What it lacks for what it may be.
pub const LACKS_COLUMNS: Words = Words::new("，缺“{value}”列", " and lacks the column {value}");
/// Why a table may be none.
pub const NAMED_BY_NOTHING: Words = Words::new(
    "标题、工作表名和列名都没有写明它是这张表",
    "no title, sheet's name or column says so",
);
/// Why a table may be none.
pub const LIKE_TOO: Words = Words::new("它也像{value}", "it is nearly as like a {value}");
/// Why a candidate is none.
pub const HAS_FEW_COLUMNS: Words = Words::new("认得出的列太少", "too few of its columns are there");
/// Why a candidate is none.
pub const MORE_UNKNOWN_COLUMNS: Words =
    Words::new("多数的列不是它的", "most columns are not its own");
/// Why a candidate is none.
pub const LACKS_REQUIRED_COLUMNS: Words = Words::new(
    "必填的列大多没有",
    "most of its required columns are missing",
);
/// Why a candidate is none.
pub const OTHER_IS_NAMED: Words = Words::new(
    "分量差不多时，以标题、工作表名或文件名写明的为准",
    "of two that weigh about the same, the one that a title, the sheet or the file names is taken",
);
/// A sheet that is read as a table.
pub const IS_TABLE: Words = Words::new(
    "当作“{table}”计入了，表头从 {header} 起，{rows} 行",
    "counted as {table}, its header from {header} on, {rows} rows",
);
/// A sheet that is read as a table and has no rows.
pub const IS_TABLE_WITHOUT_ROWS: Words = Words::new(
    "是“{table}”，表头从 {header} 起，还没有数据",
    "{table}, its header from {header} on, with no rows yet",
);
/// A sheet that is read as none.
pub const IS_NEAREST: Words = Words::new(
    "没有计入；最像“{table}”，但理由不够",
    "not counted; it is nearest to {table}, but not near enough",
);
/// What speaks for the table that a sheet without one is nearest to.
pub const NEAREST_BY: Words = Words::new("最像{table}：{why}", "nearest to {table}: {why}");
/// Why a sheet is taken for what it is, and what may be said against it.
pub const WHY_AND_DOUBT: Words = Words::new("{why}；但{doubt}", "{why}; but {doubt}");
/// How far it is settled what a sheet is.
pub const TAKEN_SURE: Words = Words::new("计入", "counted");
/// How far it is settled what a sheet is.
pub const TAKEN_DOUBTFUL: Words = Words::new("计入，请核对", "counted; please look");
/// How far it is settled what a sheet is.
pub const TAKEN_OTHERWISE: Words = Words::new("不计入", "not counted");
/// How far it is settled what a sheet is.
pub const TAKEN_FOR_NOTHING: Words = Words::new("没有计入，请核对", "not counted; please look");
/// How far it is settled what a sheet is.
pub const TAKEN_NOTHING_THERE: Words = Words::new("没有内容", "nothing to count");
/// What divides labels that stand in quotes.
pub const BETWEEN_QUOTED: Words = Words::new("”“", ", ");
/// What it lacks for what it may be.
pub const LACKS_OWN: Words = Words::new(
    "，没有{value}自己的列",
    " and has no column that only {value} has",
);
/// What the hint adds where a name on the roster is like the one that was typed.
pub const NAME_LIKE: Words =
    Words::new("是不是名册上的“{value}”？", " Is it {value} of the roster?");
/// How an ID number differs from the roster's.
pub const ID_SLIP: Words = Words::new("只差一位", "they differ in one digit");
/// How an ID number differs from the roster's.
pub const ID_OTHER: Words = Words::new("两个号码不同", "they are different numbers");
/// Why a declared expression cannot be used.
pub const SQL_UNREADABLE: Words = Words::new("读不懂（{value}）", "it cannot be read ({value})");
/// Why a declared expression cannot be used.
pub const SQL_NOT_ALL_READ: Words = Words::new(
    "式子后面还有没人会读的字",
    "something stands behind it that would not be read",
);
/// Why a declared expression cannot be used.
pub const SQL_NO_COLUMN: Words = Words::new(
    "这张表没有“{value}”这一列",
    "the table has no column {value}",
);
/// Why a declared expression cannot be used.
pub const SQL_NO_CONDITION: Words = Words::new(
    "它不是一个判断是或否的条件",
    "it is no condition, true or false",
);
/// Why a declared expression cannot be used.
pub const SQL_OF_MANY_ROWS: Words = Words::new(
    "条件只看一行，不能用 SUM、COUNT 这些合计",
    "a condition is about one row: SUM, COUNT and the like are about many",
);
/// Why a declared expression cannot be used.
pub const SQL_NO_NUMBER: Words = Words::new(
    "它算出来的不是一个整数",
    "it does not come to one whole number",
);
/// Why a declared expression cannot be used.
pub const SQL_TOO_LARGE: Words = Words::new(
    "按各列的范围，其中的 {value} 会大到算不准",
    "within the columns' bounds, {value} in it may come to more than can be added up",
);
/// Why a declared expression cannot be used.
pub const SQL_ENGINE: Words =
    Words::new("算不出来（{value}）", "it cannot be worked out ({value})");
/// Why a declared expression cannot be used.
pub const SQL_FAILED: Words = Words::new(
    "在收到的数据上算不出来",
    "it could not be worked out over what was sent",
);
/// In place of a part of a sentence that is not needed.
pub const NOTHING: Words = Words::new("", "");
/// Why a name on the dues sheet is nobody's of the roster.
pub const NAMED_BY_SEVERAL: Words = Words::new(
    "：名册上有同名的人，请写身份证号以便区分",
    ": several people have that name; give the ID number",
);
/// Why a name on the dues sheet is nobody's of the roster.
pub const NAMED_WITH_OTHER_ID: Words = Words::new(
    "：名册上同名的人身份证号不同",
    ": whoever has that name there has another ID number",
);
/// Over what gifts were added up.
pub const IN_THE_YEAR: Words = Words::new("本年", " in the year");
/// Who got a gift that names nobody.
pub const ALL_MEMBERS: Words = Words::new("全体会员", "All members");
/// Of a list that does not say who is a member: all count.
pub const ALL_ARE_MEMBERS: Words = Words::new("都当作会员了", "all were taken for members");
/// Likewise: none does.
pub const NONE_IS_MEMBER: Words = Words::new("一个也没有当作会员", "none was taken for one");
/// Of whom a count is.
pub const ALL_STAFF: Words = Words::new("教职工合计", "All staff");
/// What became of an older version.
pub const VERSION_TOLD: Words = Words::new("没有计入", "it does not count");
/// What became of two versions of which nothing tells the newer one.
pub const VERSION_BY_ROWS: Words = Words::new(
    "分不清哪份更新，只计入了行数多的那份",
    "nothing tells which one is newer, and only the one with more rows counts",
);
/// What became of two versions whose names and documents disagree.
pub const VERSION_BY_NAME: Words = Words::new(
    "文件名说那份更新，但这份保存得更晚；按文件名，只计入了那份",
    "by its name that one is newer, but this one was saved later; by the names, only that one counts",
);
/// What became of two files that are the same in part.
pub const VERSION_BOTH_COUNT: Words = Words::new(
    "其余不同，两份都计入了，相同的行会算两次",
    "the rest differs; both count, and rows that are alike count twice",
);
/// What became of tables that a newer version lacks.
pub const VERSION_COUNTS_ON: Words =
    Words::new("这些行仍按旧版计入", "they still count, as they stand here");
/// What became of rows that a newer version lacks.
pub const VERSION_ROWS_GONE: Words = Words::new("这些行没有计入", "they do not count");
/// What a file that is no workbook looks like.
pub const LOOKS_TEXT: Words = Words::new("纯文本", "plain text");
/// What a file that is no workbook looks like.
pub const LOOKS_TEXT_UNKNOWN: Words = Words::new("认不出编码的文本", "text in an unknown encoding");
/// What a file that is no workbook looks like.
pub const LOOKS_HTML: Words =
    Words::new("网页（HTML）另存的表", "a table saved as a web page (HTML)");
/// What a file that is no workbook looks like.
pub const LOOKS_XML_SHEET: Words = Words::new(
    "XML 表格（XML Spreadsheet 2003）",
    "an XML Spreadsheet 2003",
);
/// What a file that is no workbook looks like.
pub const LOOKS_XML: Words = Words::new("XML 文件", "an XML file");
/// What a file that is no workbook looks like.
pub const LOOKS_PDF: Words = Words::new("PDF 文件", "a PDF file");
/// What a file that is no workbook looks like.
pub const LOOKS_IMAGE: Words = Words::new("图片", "an image");
/// What a file that is no workbook looks like.
pub const LOOKS_WORD: Words = Words::new("Word 文档", "a Word document");
/// What a file that is no workbook looks like.
pub const LOOKS_SLIDES: Words = Words::new("PowerPoint 演示文稿", "a PowerPoint presentation");
/// What a file that is no workbook looks like.
pub const LOOKS_ZIP: Words = Words::new("压缩包（.zip）", "a zip archive");
/// What a file that is no workbook looks like.
pub const LOOKS_RAR: Words = Words::new("RAR 压缩包", "a RAR archive");
/// What a file that is no workbook looks like.
pub const LOOKS_7Z: Words = Words::new("7z 压缩包", "a 7z archive");
/// What a file that is no workbook looks like.
pub const LOOKS_PACKED: Words = Words::new("压缩包（.gz）", "a gzip archive");
/// What a file that is no workbook looks like.
pub const LOOKS_LOCK: Words = Words::new(
    "Excel 或 WPS 打开文件时留下的锁文件",
    "a lock that Excel or WPS keeps beside an open file",
);
/// What a file that is no workbook looks like.
pub const LOOKS_LARGE: Words = Words::new("很大的文件，没有打开看", "too large to look into");
/// What a file that is no workbook looks like.
pub const LOOKS_UNKNOWN: Words = Words::new("不认识的格式", "an unknown format");
/// What to do with a file that is no workbook.
pub const TODO_SAVE_AS: Words = Words::new(
    "请用 Excel 或 WPS 打开它，另存为 .xlsx 后重新发送。",
    "Open it in Excel or WPS, save it as .xlsx and send it again.",
);
/// What to do with a file that is no workbook.
pub const TODO_TEXT: Words = Words::new(
    "用逗号或制表符分列的表，把扩展名改为 .csv 即可；其他的请用 Excel 或 WPS 打开，另存为 .xlsx 后重新发送。",
    "A table divided by commas or tabs: end its name in .csv. Anything else: open it in Excel or WPS and save it as .xlsx.",
);
/// What to do with a file that is no workbook.
pub const TODO_TEXT_UNKNOWN: Words = Words::new(
    "请用 Excel 打开，看文字是否正常，再另存为 .xlsx 后重新发送。",
    "Open it in Excel, see whether the text is right, save it as .xlsx and send it again.",
);
/// What to do with a file that is no workbook.
pub const TODO_RENAME_ZIP: Words = Words::new(
    "请把扩展名改为 .zip，或先解压。",
    "End its name in .zip, or unpack it.",
);
/// What to do with a file that is no workbook.
pub const TODO_UNPACK: Words = Words::new(
    "请先解压，或让报送单位改用 .zip 打包后重新发送。",
    "Unpack it, or ask for a .zip.",
);
/// What to do with a file that is no workbook.
pub const TODO_ASK: Words = Words::new(
    "里面的表读不出来，请报送单位发原来的 Excel 文件。",
    "Tables in it cannot be read: ask for the workbook.",
);
/// What to do with a file that is no workbook.
pub const TODO_LOCK: Words = Words::new(
    "锁文件里没有数据，不用发；原来的文件会照常读取。",
    "A lock holds no data; the workbook itself is read as ever.",
);
/// What the system said of a file.
pub const SYSTEM_NOT_FOUND: Words = Words::new("路径不存在", "there is no such path");
/// What the system said of a file.
pub const SYSTEM_DENIED: Words = Words::new("没有权限", "permission denied");
/// What the system said of a file.
pub const SYSTEM_NOT_A_FOLDER: Words = Words::new(
    "上一级是文件，不是文件夹",
    "what should be a folder is a file",
);
/// What the system said of a file.
pub const SYSTEM_A_FOLDER: Words = Words::new("那里是一个文件夹", "a folder stands there");
/// What the system said of a file.
pub const SYSTEM_FULL: Words = Words::new("磁盘已满", "the disk is full");
/// What the system said of a file.
pub const SYSTEM_TOO_LARGE: Words = Words::new(
    "系统不让存这么大的文件",
    "the system takes no file of that size",
);
/// What the system said of a file.
pub const SYSTEM_READ_ONLY: Words = Words::new("磁盘只能读，不能写", "the disk is read-only");
/// What the system said of a file.
pub const SYSTEM_NOT_A_FILE: Words = Words::new(
    "那里不是普通文件，而是管道、套接字或设备",
    "what stands there is no file but a pipe, a socket or a device",
);
/// What the system said of a file.
pub const SYSTEM_CHANGED: Words = Words::new(
    "读取的时候它正在被改动，请等保存或传完再运行",
    "it was being written while it was read; run again when that is done",
);
/// What the system said of a file.
pub const SYSTEM_IN_USE: Words = Words::new("正被别的程序占用", "another program holds it");
/// What the system said of a file.
pub const SYSTEM_READ_ONLY_FILE: Words =
    Words::new("原有的文件设为只读", "the former file is read-only");
/// What divides the parts of what a row is known by.
pub const BETWEEN_PARTS: Words = Words::new("，", ", ");
/// How many rows of a sheet are a unit's.
pub const ROWS_IN_BRACKETS: Words = Words::new("（{value} 行）", " ({value} rows)");
/// How many more rows of a sheet repeat those of the same other one.
pub const AND_ROWS_MORE: Words = Words::new(
    "；这张表还有 {value} 行也和那张表重复",
    "; {value} more rows of this sheet repeat rows of that one",
);
/// What became of rows that are alike on two sheets.
pub const ROWS_BOTH_COUNT: Words = Words::new(
    "两处都计入了；如果是同一笔，就算了两次",
    "both count; if they are the same, they count twice",
);
/// How many rows of two sheets are alike.
pub const ROWS_ALIKE: Words = Words::new("{value} 行", "{value} rows");
/// How many rows of two sheets are alike, as they are when one was copied and its dates were changed.
pub const ROWS_ALIKE_BUT_FOR_DATES: Words = Words::new(
    "{value} 行，只有日期不同",
    "{value} rows, in all but their dates",
);
/// A side of the ledger.
pub const SIDE_INCOME: Words = Words::new("收入", "income");
/// A side of the ledger.
pub const SIDE_EXPENSE: Words = Words::new("支出", "expense");
/// The name of a sheet.
pub const QUOTED: Words = Words::new("“{value}”", " {value}");
/// A remark.
pub const IN_BRACKETS: Words = Words::new("（{value}）", " ({value})");
/// What a row is called that is said to be a total.
pub const CALLED_IN_ROW: Words = Words::new("（写着“{value}”）", " ({value})");
/// How many people stand on several rosters.
pub const ON_SEVERAL_ROSTERS: Words = Words::new(
    "，其中 {value} 人同时在两张以上",
    "; {value} people stand on more than one",
);
/// What tells a summary: its amounts.
pub const SUMMARY_OF_SAME_SUMS: Words =
    Words::new("金额合计和那里的相同", "its amounts come to the same");
/// What tells a summary: what it does not say.
pub const SUMMARY_LACKS: Words = Words::new("没有{value}", "it has no {value}");
/// How many rows stand under a heading.
pub const ROWS_BELOW: Words = Words::new("下面的 {value} 行", ": the {value} rows below it");
/// What becomes of them, by their numbers.
pub const BELOW_DO_NOT_COUNT: Words =
    Words::new("没有计入：第 {value} 行", " do not count: {value}");
/// The same, of people.
pub const BELOW_ARE_GONE: Words = Words::new(
    "算作已经离开，没有计入会员和教职工：第 {value} 行",
    " are taken to have left, and count neither as members nor as staff: {value}",
);
/// The same, where it is asked.
pub const BELOW_IS_NOT_CLEAR: Words = Words::new(
    "看不出要不要计入，照样计入了：第 {value} 行",
    " count, though it is not clear whether they should: {value}",
);
/// What a heading says that does not speak of the rows below it.
pub const OF_ROWS_ABOVE: Words = Words::new(
    "说的像是上面的行；那些行照样计入了",
    " seems to speak of the rows above it; they count all the same",
);
/// The last that is named of more.
pub const AND_SO_ON: Words = Words::new("{value} …", "{value} …");
/// A number that is not shown to whom the reports go up to.
pub const NUMBER_LEFT_OUT: Words = Words::new("（号码略）", "(number left out)");
/// A phone, likewise.
pub const PHONE_LEFT_OUT: Words = Words::new("（电话略）", "(phone left out)");
/// An error.
pub const PLAN_UNREADABLE: Words = Words::new(
    "读不了计划 {path}：{why}{hint}",
    "the plan {path} cannot be read: {why} {hint}",
);
/// An error.
pub const PLAN_EMPTY: Words = Words::new(
    "{path} 里没有年度计划的表（应报单位、目标、标准、学期、月度安排）。用 gonghui template 可以得到一份空白计划。",
    "{path} holds no table of the plan (应报单位, 目标, 标准, 学期, 月度安排). gonghui template writes a blank one.",
);
/// An error.
pub const NO_SUCH_UNIT: Words = Words::new(
    "没有叫“{unit}”的单位：它不在应报名单上，也没有报送。请核对 --unit 的写法。",
    "there is no unit {unit}: it is not expected and sent nothing. Check what --unit says.",
);
/// An error.
pub const NOT_WRITTEN: Words = Words::new(
    "写不了 {path}（{detail}）。如果它正在 Excel 或 WPS 里打开，请先关闭；否则请核对文件夹是否可写。",
    "{path} cannot be written ({detail}). If it is open in Excel or WPS, close it; otherwise check that the folder may be written to.",
);
/// An error.
pub const IN_PLACE_OF_INPUT: Words = Words::new(
    "没有写 {path}：这次读的就是这个文件，它原样没动。请用 --out 另选一个文件夹。",
    "{path} is not written: it is one of the files that were read, and is as it was. Choose another folder with --out.",
);
/// An error.
pub const NOT_REPLACED: Words = Words::new(
    "写不了 {path}（{detail}）。请先关闭 Excel 或 WPS 里打开的这个文件（设了只读的，先去掉只读）再运行。原有的文件没有动。",
    "{path} cannot be written ({detail}). Close it in Excel or WPS (or make it writable) and run again. The former file is as it was.",
);
/// An error.
pub const LEFT: Words = Words::new(
    "这些文件已经有了，内容和要写的不一样，都原样保留，没有覆盖：{paths}\n请换一个文件夹；确定不要原来的内容，可以加 --force 覆盖。",
    "these files stand there already and differ from what would be written; they have been left as they are:{paths}\nChoose another folder, or write over them with --force.",
);
/// An error.
pub const STDOUT_NOT_WRITTEN: Words = Words::new(
    "结果没能全部输出（{detail}）。请换一个地方保存再运行。",
    "not all of the result could be printed ({detail}). Send it to another place and run again.",
);
/// A sheet that is asked about is not in the file.
pub const NO_SUCH_SHEET: Words = Words::new(
    "文件里没有工作表“{sheet}”。不写“!”和表名，会列出全部工作表。",
    "The file has no sheet {sheet}. Without ! and a name all its sheets are shown.",
);
/// An error.
pub const NOT_KNOWN: Words = Words::new(
    "不认识“{id}”。用 gonghui explain 可以列出全部编号。",
    "{id} is not known. gonghui explain lists everything that can be asked.",
);
/// An error.
pub const NOT_KNOWN_BUT: Words = Words::new(
    "不认识“{id}”，是不是 {near}？",
    "{id} is not known; is it {near}?",
);
/// An error.
pub const NOT_A_PERIOD: Words = Words::new(
    "“{text}”不是期间。请写成 2023（年）、2023-09（月）、2023-2024（学年）或 2023-2024-1（学期）。",
    "{text} is no period. Write 2023 (year), 2023-09 (month), 2023-2024 (school year) or 2023-2024-1 (term).",
);
/// An error.
pub const NOT_A_LIMIT: Words = Words::new(
    "“{text}”不是上限。请写成 cells=5000000 的样子。",
    "{text} is no limit. Write it as cells=5000000.",
);
/// An error.
pub const NO_SUCH_LIMIT: Words = Words::new(
    "没有叫“{text}”的上限。有：{known}。",
    "there is no limit {text}. There are: {known}.",
);
/// An error.
pub const NO_THREADS: Words = Words::new(
    "无法启动线程：{detail}。请用 --jobs 1 再试。",
    "threads could not be started: {detail}. Try --jobs 1.",
);
/// An error.
pub const ENGINE: Words = Words::new(
    "程序内部出错：{detail}。请把这句话和输入文件一起反馈给开发者。",
    "a fault of the program itself: {detail}. Please report this line with the input.",
);
/// What begins an error.
pub const ERROR: Words = Words::new("错误：", "error: ");
