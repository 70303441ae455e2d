//! Article bodies: HTML to blocks, blocks to safe HTML, CommonMark and text.
