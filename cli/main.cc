#include "cli/commands.h"

int main(int argc, char** argv) { return gongwatch::cli::run_app(argc, argv); }
